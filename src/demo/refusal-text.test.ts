import { expect, it } from 'vitest';
import { refusalText } from './refusal-text';

it('says why, whatever the code', () => {
  expect(refusalText('token-expired')).toBe('the token has expired');
  expect(refusalText('toString')).toBe('the token could not be verified');
});
