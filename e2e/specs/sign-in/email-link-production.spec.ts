import { test } from '../../support/fixtures/test';
import { describeEmailLink } from './email-link-cases';

test.use({ mode: 'production' });

test.describe('on a production key', { tag: '@matrix' }, () => describeEmailLink());
