import type { Page } from '@playwright/test';
import { askWorker } from '../journey/ask-worker';
import type { LocalClerk } from '../local-clerk/start';

/**
 * Milliseconds from a page's asking for a switch of organisation until another open page shows it, Clerk's
 * part included; one for each of `switches`.
 *
 * @param watcher the popup's page, signed in.
 */
export async function timePropagation(
  asker: Page,
  watcher: Page,
  clerk: LocalClerk,
  switches: number,
): Promise<number[]> {
  const [session] = clerk.control.sessions();
  const name = 'Example Works';
  const { id } = clerk.control.addOrganization({
    name,
    members: [{ userId: session?.userId ?? '', role: 'org:admin' }],
  });
  const times: number[] = [];
  for (let count = 0; count < switches; count += 1) {
    const isIn = count % 2 === 0;
    const shown = watcher.evaluate(
      ([text, wanted]) =>
        new Promise<number>((resolve) => {
          // No function here may have a name: tsx gives such ones a helper that the page has not.
          new MutationObserver(() => {
            if (document.body.innerText.includes(text) === wanted) resolve(Date.now());
          }).observe(document.body, { subtree: true, childList: true, characterData: true });
        }),
      [name, isIn] as const,
    );
    const start = await asker.evaluate(() => Date.now());
    await askWorker(asker, 'auth.setActiveOrganization', { organizationId: isIn ? id : null });
    times.push((await shown) - start);
  }
  return times;
}
