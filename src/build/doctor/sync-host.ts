import { type Ask, FAILURE_TEXT } from './ask';
import { type Finding, note, right, unknown, wrong } from './finding';
import type { Subject } from './subject';

/** The web app whose sign-in is shared, and the hosts of the cookies that tell of it. */
export async function examineSyncHost({ env }: Subject, ask: Ask): Promise<Finding[]> {
  const check = 'Sync host';
  const { syncHost, cookieOrigin, frontendApiHost, mode } = env;
  if (!syncHost || !cookieOrigin) {
    return [note(check, 'There is none: people sign in in the side panel.')];
  }
  const { hostname } = new URL(syncHost);
  const answer = await ask(syncHost);
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1';
  const reachable =
    answer.failure === null
      ? right(check, `${syncHost} answers.`)
      : isLocal || answer.failure !== 'no-such-host'
        ? unknown(
            check,
            `${syncHost}: ${FAILURE_TEXT[answer.failure]}.`,
            'Start the web app, and run this again.',
          )
        : wrong(
            check,
            `${syncHost}: ${FAILURE_TEXT[answer.failure]}.`,
            'Mend VITE_CLERK_SYNC_HOST.',
          );
  if (mode === 'development') {
    return [reachable, right('Cookies', `Read at ${cookieOrigin}, where clerk-js sets them.`)];
  }
  // Clerk's server sets __client for its own host, and __client_uat for the domain above it.
  const domain = frontendApiHost.replace(/^clerk\./, '');
  if (domain === frontendApiHost) {
    const says = `__client is read at ${cookieOrigin}; of which domain __client_uat is, the host does not tell.`;
    return [reachable, unknown('Cookies', says)];
  }
  if (hostname !== domain && !hostname.endsWith(`.${domain}`)) {
    const says = `${syncHost} is not on ${domain}, where this key's cookies are.`;
    const remedy = `Name a web app on ${domain} in VITE_CLERK_SYNC_HOST, or use that app's own key.`;
    return [reachable, wrong('Cookies', says, remedy)];
  }
  const says = `__client is read at ${cookieOrigin}, and __client_uat at https://${domain}.`;
  return [reachable, right('Cookies', says)];
}
