import { launchUndriven } from '../browser/launch-undriven';
import type { PrerenderedAnswer } from './site';

/**
 * What the content script in a prerendered page is answered, in a browser of its own.
 *
 * @param url of a page that has it prerendered.
 * @param answered what the site hears of it.
 * @see Site.prerendering
 */
export async function fromPrerendered(
  url: string,
  answered: Promise<PrerenderedAnswer>,
  options: Parameters<typeof launchUndriven>[1],
): Promise<PrerenderedAnswer> {
  const close = await launchUndriven(url, options);
  try {
    return await answered;
  } finally {
    await close();
  }
}
