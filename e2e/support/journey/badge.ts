import { type CDPSession, expect, type Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';
import { SLUG } from '../../../src/config/brand';
import { findingsIn } from './expect-accessible';

/** The name of the sample content script's element. */
export const BADGE = `${SLUG}-badge`;

/** The badge's element, as the page sees it: it has no children and its shadow root is closed. */
export const badgeOf = (page: Page) => page.locator(BADGE);

/** Waits until the badge says this. */
export async function expectBadge(page: Page, text: string): Promise<void> {
  await expect.poll(() => readBadge(page)).toContain(text);
}

/** All text in the badge, `''` while there is none. */
export const readBadge = (page: Page): Promise<string> =>
  debugging(page, async (cdp) => {
    const host = await hostIn(cdp);
    return host ? textOf(host).trim() : '';
  });

/** What a screen reader finds in the badge: the role and the name of each thing, outer before inner. */
export const badgeRoles = (page: Page): Promise<string[]> =>
  debugging(page, async (cdp) => {
    const backendNodeId = (await hostIn(cdp))?.backendNodeId ?? 0;
    const { nodes } = await cdp.send('Accessibility.queryAXTree', { backendNodeId });
    return nodes
      .filter(({ role }) => !UNSPOKEN.includes(role?.value))
      .map(({ role, name }) => `${role?.value} "${name?.value}"`);
  });

/** What Chromium has in its tree besides roles that ARIA knows, and what is in the name of the thing around it. */
const UNSPOKEN = ['generic', 'strong', 'StaticText', 'InlineTextBox'];

/**
 * Expects axe to find nothing in the badge. It runs in the content script's own world, where alone Chrome tells
 * of a closed shadow root; the badge has the same colours in either colour scheme.
 */
export const expectBadgeAccessible = (page: Page): Promise<void> =>
  debugging(page, async (cdp) => {
    const worlds: { id: number; origin: string }[] = [];
    cdp.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context));
    await cdp.send('Runtime.enable');
    const world = worlds.find(({ origin }) => origin.startsWith('chrome-extension://'));
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      contextId: world?.id ?? 0,
      expression: `${axe.source};
        (async () => {
          const host = document.querySelector('${BADGE}');
          // Where axe looks for it.
          Object.defineProperty(host, 'shadowRoot', { value: chrome.dom.openOrClosedShadowRoot(host) });
          // Axe looks for backgrounds in the body only. Moved there the badge looks the same.
          document.body.append(host);
          return axe.run(host);
        })()`,
      awaitPromise: true,
      returnByValue: true,
    });
    expect(exceptionDetails?.exception?.description).toBeUndefined();
    const results: AxeResults = result.value;
    expect(findingsIn(results)).toEqual([]);
    const passed = results.passes.map(({ id }) => id);
    expect(passed, 'It looked inside.').toEqual(
      expect.arrayContaining(['button-name', 'color-contrast']),
    );
  });

/** Only the debugger sees into a closed shadow root. */
async function debugging<T>(page: Page, work: (cdp: CDPSession) => Promise<T>): Promise<T> {
  const cdp = await page.context().newCDPSession(page);
  try {
    return await work(cdp);
  } finally {
    await cdp.detach();
  }
}

async function hostIn(cdp: CDPSession): Promise<Node | undefined> {
  const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
  return find(root, (node) => node.localName === BADGE);
}

type Node = {
  backendNodeId: number;
  localName: string;
  nodeValue: string;
  nodeType: number;
  children?: Node[];
  shadowRoots?: Node[];
};

const below = ({ children = [], shadowRoots = [] }: Node) => [...shadowRoots, ...children];

function find(node: Node, wanted: (node: Node) => boolean): Node | undefined {
  if (wanted(node)) return node;
  for (const child of below(node)) {
    const found = find(child, wanted);
    if (found) return found;
  }
  return undefined;
}

function textOf(node: Node): string {
  if (node.localName === 'style') return '';
  return node.nodeType === 3 ? `${node.nodeValue} ` : below(node).map(textOf).join('');
}
