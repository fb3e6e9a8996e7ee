import { expect, it } from 'vitest';
import { extensionIdOf } from './extension-id';

it('spells the first half of the SHA-256 in the letters a to p', () => {
  // The SHA-256 of nothing begins e3b0c44298fc1c149afbf4c8996fb924.
  expect(extensionIdOf('')).toBe('odlameecjipmbmbejkplpemijjgpljce');
});
