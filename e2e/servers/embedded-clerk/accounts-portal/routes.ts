import { buildAccountsBaseUrl } from '@clerk/shared/buildAccountsBaseUrl';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { isOfDomains } from '../domains/domains';
import { htmlPage } from '../http/page';
import type { Instance } from '../instance';
import { componentPage, HOME, PORTAL_PAGES } from './pages';

/** The host of the account portal that goes with the Frontend API at `host`. */
export function accountsHostOf(host: string): string {
  return new URL(buildAccountsBaseUrl(host)).host;
}

/**
 * The account portal: Clerk's own components, on pages to which an instance's mails lead, and whoever has no
 * pages of their own. Where an email link has been followed, a page says what came of it.
 */
export function createAccountsPortal(instance: Instance) {
  const app = new Hono();
  for (const [path, done] of [
    ['/sign-in', 'Successfully signed in'],
    ['/sign-up', 'Successfully signed up'],
  ] as const) {
    app.get(path, (c, next) => {
      const status = c.req.query('__clerk_status') ?? '';
      // A ticket comes with a status as well, and is the component's to redeem.
      if (status === '' || c.req.query('__clerk_ticket') !== undefined) return next();
      return c.html(outcomePage(status, done));
    });
  }
  app.get(HOME, (c, next) => {
    const application = applicationOf(instance, c.req.header('referer'));
    return application === undefined ? next() : c.redirect(application);
  });
  for (const page of PORTAL_PAGES) {
    app.get(`${page.path}/*`, (c) => c.html(componentPage(instance, page)));
  }
  app.get('/', (c) => c.redirect(HOME));
  return app;
}

/**
 * The application that `referrer` is a page of: where somebody who has switched sessions there goes back to.
 * Clerk finds the development host by itself as well, and does not say how:
 * https://clerk.com/docs/guides/account-portal/getting-started
 */
function applicationOf(instance: Instance, referrer: string | undefined): string | undefined {
  if (referrer === undefined || !URL.canParse(referrer)) return undefined;
  const { host, hostname, origin, protocol } = new URL(referrer);
  const { mode, oauth } = instance;
  const isServedHere = [instance.host, accountsHostOf(instance.host), ...oauth.hosts].includes(
    host,
  );
  if (isServedHere || !/^https?:$/.test(protocol)) return undefined;
  return mode === 'development' || isOfDomains(instance, hostname) ? origin : undefined;
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
