import { test } from '../../support/fixtures/test';
import { testLateAnswers } from './late-answers';

test.use({ mode: 'production' });

test.describe('on a production key', { tag: '@matrix' }, testLateAnswers);
