import type { BrowserContext } from '@playwright/test';
import type { SentLink } from '../../servers/embedded-clerk/instance';
import { escapeHtml } from './welcome';

/** The mail that the embedded Clerk sends, each message in a tab of the demo's browser. */
export interface Mailbox {
  /** Opens messages in this browser from now on. */
  openIn(context: BrowserContext): void;
  deliver(sent: SentLink): void;
}

/** A mailbox that shows nothing until it has a browser. */
export function createMailbox(): Mailbox {
  let browser: BrowserContext | undefined;
  const show = async ({ to, url }: SentLink) => {
    const tab = await browser?.newPage();
    await tab?.setContent(`<!doctype html>
      <html lang="en">
        <title>Mail to ${escapeHtml(to)}</title>
        <style>
          :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
          main { max-width: 28rem; margin: 3rem auto; padding: 0 1rem; }
        </style>
        <main>
          <h1>A mail to ${escapeHtml(to)}</h1>
          <p>Somebody asked for a link to sign in by. Keep the side panel open, and follow it here:</p>
          <p><a href="${escapeHtml(url)}">Sign in</a></p>
        </main>
      </html>`);
  };
  return {
    openIn(context) {
      browser = context;
    },
    // Whoever closes the browser or the tab meanwhile wants no mail.
    deliver: (sent) => void show(sent).catch(() => {}),
  };
}
