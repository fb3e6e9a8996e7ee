import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../../src/build/command/build-extension';
import { DESCRIPTION, NAME } from '../../../src/config/brand';

// So that `npm run init` finds both, and puts a copy's own in their place.
it('the README begins with the extension’s name and what it does', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  expect(readme.startsWith(`# ${NAME}\n\n${DESCRIPTION}\n`)).toBe(true);
});
