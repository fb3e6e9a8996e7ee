import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
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

/** Writes several pictures as one, side by side. */
export async function saveRow(context: BrowserContext, pictures: Buffer[], name: string) {
  const page = await context.newPage();
  await page.setViewportSize({ width: 2000, height: 1200 });
  const images = pictures.map(
    (picture) => `<img src="data:image/png;base64,${picture.toString('base64')}">`,
  );
  await page.setContent(
    `<div style="display:inline-flex;gap:24px;align-items:start">${images.join('')}</div>`,
  );
  await write(name, await page.locator('div').screenshot({ omitBackground: true }));
  await page.close();
}

async function write(name: string, picture: Buffer): Promise<void> {
  await mkdir(IMAGES, { recursive: true });
  await writeFile(join(IMAGES, `${name}.png`), picture);
}
