import { expect, type Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';

/** What axe finds in Clerk's own markup, which is not ours to mend. Nothing else is let pass. */
const CLERKS: { rule: string; markup: string; why: string }[] = [
  {
    rule: 'color-contrast',
    markup: '>Secured by</p>',
    why: 'On a development key it lies on a striped gradient, which axe takes for one dark colour.',
  },
  {
    rule: 'label-content-name-mismatch',
    markup: 'cl-organizationSwitcherTrigger',
    why: 'It is named "Open organization switcher" and shows the name of the organisation.',
  },
  {
    rule: 'aria-dialog-name',
    markup: 'cl-modalContent',
    why: 'The profile’s dialog has no name of its own.',
  },
  {
    rule: 'aria-required-parent',
    markup: 'cl-menuButtonEllipsis',
    why: 'The button that opens a menu says that it is an item of one.',
  },
  {
    rule: 'autocomplete-valid',
    markup: 'id="identifier-field"',
    why: 'Where passkeys are on it says `webauthn` and not what else belongs into the field.',
  },
  {
    rule: 'svg-img-alt',
    markup: '<svg height="200" width="200"',
    why: 'The QR code for an authenticator app has no name. The button below leads to the secret as text.',
  },
  {
    rule: 'button-name',
    markup: 'cl-formFieldInputCopyToClipboardButton',
    why: 'The button that copies that secret shows a picture only, and nothing of Clerk’s lets us name it.',
  },
  {
    rule: 'label',
    markup: 'readonly="" data-variant="default" type="text"',
    why: 'The field with that secret is told of by the sentence above it, which is no label.',
  },
  {
    rule: 'button-name',
    markup: '<button class="cl-button ',
    why: 'Save, print and copy under the backup codes show pictures only, and have no element of their own.',
  },
];

/** Expects axe to find nothing in either colour scheme: no rule is off, best practices included. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion, so that no colour is caught half-way.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await endMotion(page);
    const findings = findingsIn(await page.evaluate('axe.run()'));
    expect.soft(findings, `${new URL(page.url()).pathname}, ${colorScheme}`).toEqual([]);
  }
}

/** What axe found, a line each and how to mend it, but for what is Clerk's. */
export function findingsIn({ violations }: Pick<AxeResults, 'violations'>): string[] {
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .filter(
        ({ html }) => !CLERKS.some(({ rule, markup }) => rule === id && html.includes(markup)),
      )
      .map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
}

/** As much of an `Animation` as is used here; its type is the DOM's. */
type Moving = {
  playState: string;
  effect: { getTiming(): { iterations?: number } } | null;
  finish(): void;
};

/**
 * Ends what moves: Clerk's lists fade in what is added, and a colour that changes with the scheme moves for a
 * millisecond. What inherits that colour begins to move when what is around it has ended.
 */
async function endMotion(page: Page): Promise<void> {
  await page.locator(':root').evaluate((root) => {
    const moving = () =>
      root.getAnimations({ subtree: true }).filter(({ playState, effect }: Moving) => {
        const isEndless = effect?.getTiming().iterations === Number.POSITIVE_INFINITY;
        return playState === 'running' && !isEndless;
      });
    for (let found: Moving[] = moving(); found.length > 0; found = moving()) {
      for (const animation of found) animation.finish();
    }
  });
}
