import { buildAccountsBaseUrl } from '@clerk/shared/buildAccountsBaseUrl';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { htmlPage } from '../http/page';

/** The host of the account portal that goes with the Frontend API at `host`. */
export function accountsHostOf(host: string): string {
  return new URL(buildAccountsBaseUrl(host)).host;
}

/**
 * The account portal, as much of it as an email link leads to: the page that says what came of it. At Clerk
 * the same components stand there as in any application, and these are their sentences.
 */
export function createAccountsPortal() {
  const app = new Hono();
  for (const [path, done] of [
    ['/sign-in', 'Successfully signed in'],
    ['/sign-up', 'Successfully signed up'],
  ] as const) {
    app.get(path, (c) => c.html(outcomePage(c.req.query('__clerk_status') ?? '', done)));
  }
  return app;
}

const STYLE = 'main { max-width: 24rem; margin: 3rem auto; padding: 0 1rem; text-align: center; }';

function outcomePage(status: string, done: string) {
  const [title, what] = outcomeOf(status, done);
  return htmlPage(title, STYLE, html`<p>${what}</p>`);
}

function outcomeOf(status: string, done: string): [title: string, what: string] {
  switch (status) {
    case 'verified':
      return [done, 'Return to the original tab to continue. You can close this one.'];
    case 'expired':
      return [
        'This verification link has expired',
        'Return to the original tab to ask for another. You can close this one.',
      ];
    case 'client_mismatch':
      return [
        'This verification link is invalid for this device',
        'Open it in the browser in which you began. You can close this tab.',
      ];
    default:
      return [
        'This verification link is invalid',
        'Return to the original tab to continue. You can close this one.',
      ];
  }
}
