import { test } from '../../support/fixtures/test';
import { testLateAnswers } from './late-answers';

test.use({ mode: 'production' });

testLateAnswers();
