import { expect, type Page } from '@playwright/test';
import { SLUG } from '../../../src/config/brand';

/** The name of the sample content script's element. */
export const BADGE = `${SLUG}-badge`;

/** The badge's element, as the page sees it: it has no children and its shadow root is closed. */
export const badgeOf = (page: Page) => page.locator(BADGE);

/** Waits until the badge says this. Only the debugger sees into a closed shadow root. */
export async function expectBadge(page: Page, text: string): Promise<void> {
  await expect.poll(() => readBadge(page)).toContain(text);
}

/** All text in the badge, `''` while there is none. */
export async function readBadge(page: Page): Promise<string> {
  const cdp = await page.context().newCDPSession(page);
  try {
    const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
    const host = find(root, (node) => node.localName === BADGE);
    return host ? textOf(host).trim() : '';
  } finally {
    await cdp.detach();
  }
}

type Node = {
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
