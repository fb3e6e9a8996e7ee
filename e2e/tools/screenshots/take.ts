import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ROOT } from '../../../src/build/command/build-extension';

const IMAGES = join(ROOT, 'docs', 'images');

/** Takes one page in both colour schemes, at the size it has on a screen. */
export async function take(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await write(`${name}-${colorScheme}`, await shoot(page));
  }
}

/** A page as it is on the screen, as a PNG. */
export function shoot(page: Page): Promise<Buffer> {
  return page.screenshot({ animations: 'disabled' });
}

/** Writes one picture of the documents. */
export async function write(name: string, picture: Buffer): Promise<void> {
  await mkdir(IMAGES, { recursive: true });
  await writeFile(join(IMAGES, `${name}.png`), picture);
}
