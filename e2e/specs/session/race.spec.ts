import { testLateAnswers } from './late-answers';

testLateAnswers();
