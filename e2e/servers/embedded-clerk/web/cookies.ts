import { getCookieSuffix } from '@clerk/shared/keys';
import { serialize } from 'hono/utils/cookie';
import { toSeconds } from '../clock';
import type { Instance } from '../instance';
import { publishableKeyFor } from '../publishable-key';
import { activeSessions } from '../sessions/sessions';
import type { Client } from '../store/client-model';

const yearSeconds = 365 * 24 * 60 * 60;

/** In production, the client's token, on the Frontend API's own host. */
export const clientCookie = '__client';
/** When somebody last signed in or out, in seconds, 0 while nobody is signed in. */
export const clientUatCookie = '__client_uat';

/** The domain that an instance is for: its Frontend API is `clerk.` of it. */
export function domainOf(instance: Instance): string {
  return instance.host.replace(/^clerk\./, '');
}

/** The value of `__client_uat` for `client`. */
export function clientUat(instance: Instance, client: Client): number {
  return activeSessions(instance, client).length === 0 ? 0 : toSeconds(client.updatedAt);
}

/**
 * `name` as it is, and with the suffix that keeps apart the cookies of several applications on one domain.
 * Servers read either, and which they trust depends on both: `usesSuffixedCookies` in `@clerk/backend`.
 */
export async function bothNames(instance: Instance, name: string): Promise<string[]> {
  const key = publishableKeyFor(instance.mode, instance.host);
  return [name, `${name}_${await getCookieSuffix(key)}`];
}

/**
 * The `Set-Cookie` lines that tell a production browser who it is: the client's token, for the Frontend API
 * alone and out of reach of scripts, and `__client_uat` for the whole domain. Those that the browser
 * holds already are left out, so that a cookie changes when what it says does.
 */
export async function productionCookies(
  instance: Instance,
  client: Client,
  held: { isCurrentToken: boolean; clientUat: string | undefined },
  token: string,
): Promise<string[]> {
  const uat = String(clientUat(instance, client));
  const lines: string[] = [];
  if (!held.isCurrentToken) {
    const options = { domain: instance.host, httpOnly: true, ...shared };
    lines.push(serialize(clientCookie, token, options));
  }
  if (held.clientUat !== uat) {
    for (const name of await bothNames(instance, clientUatCookie)) {
      lines.push(serialize(name, uat, { domain: domainOf(instance), ...shared }));
    }
  }
  return lines;
}

const shared = { path: '/', secure: true, sameSite: 'Lax', maxAge: yearSeconds } as const;
