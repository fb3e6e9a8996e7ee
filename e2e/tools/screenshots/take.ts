import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ROOT } from '../../../src/build/command/build-extension';

const IMAGES = join(ROOT, 'docs', 'images');

/** Takes one page in both colour schemes, at the size it has on a screen. */
export async function take(page: Page, name: string): Promise<void> {
  await mkdir(IMAGES, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({
      path: join(IMAGES, `${name}-${colorScheme}.png`),
      animations: 'disabled',
    });
  }
}
