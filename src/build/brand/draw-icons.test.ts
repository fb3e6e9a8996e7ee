import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../command/build-extension';
import { iconFiles } from './draw-icons';

const read = (file: string) => readFileSync(join(ROOT, file));

it('has drawn the icons from the SVG as it is', async () => {
  for (const [file, png] of await iconFiles(ROOT)) {
    expect(Buffer.compare(png, read(file)), `${file}: run \`npm run icons\``).toBe(0);
  }
});

// #region feature: template
it('has an icon in the colour of the pages', () => {
  const [, brand] = /--brand: (#[0-9a-f]{6});/.exec(read('src/ui/tokens.css').toString()) ?? [];
  expect(read('public/icons/icon.svg').toString()).toContain(`fill="${brand}"`);
});
// #endregion feature: template
