import { type ClerkClient, createClerkClient } from '@clerk/backend';
import { Agent, Pool, setGlobalDispatcher } from 'undici';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';

const certificates = new Map<string, string>();
/** Who is asked in the place of another origin. */
const standIns = new Map<string, string>();

/**
 * Lets `fetch` of this process trust `certificate` at `origin`, and there alone. What a process that
 * is to be started learns from NODE_EXTRA_CA_CERTS, a running one can only be told by its dispatcher.
 */
function trustCertificate(origin: string, certificate: string): void {
  certificates.set(origin, certificate);
  setGlobalDispatcher(
    new Agent({
      factory: (to, options) => {
        const { origin } = new URL(to);
        const asked = standIns.get(origin) ?? origin;
        const ca = certificates.get(asked);
        return new Pool(asked, ca === undefined ? options : { ...options, connect: { ca } });
      },
    }),
  );
}

/**
 * Clerk's own client of the Backend API, pointed at `clerk` over TLS. All that it does works against real
 * Clerk as well, where it is made with that instance's secret key alone.
 */
export function createBackendClient(
  clerk: Pick<EmbeddedClerk, 'apiUrl' | 'certificate' | 'publishableKey' | 'secretKey'>,
): ClerkClient {
  const { apiUrl, certificate, publishableKey, secretKey } = clerk;
  trustCertificate(apiUrl, certificate);
  return createClerkClient({ apiUrl, publishableKey, secretKey, telemetry: { disabled: true } });
}

/**
 * Has `clerk` answer what this process asks of https://api.clerk.com, until another one is named: where
 * helpers of Clerk's ask that cannot be told of another address.
 */
export function standInForClerk({
  apiUrl,
  certificate,
}: Pick<EmbeddedClerk, 'apiUrl' | 'certificate'>): void {
  standIns.set('https://api.clerk.com', apiUrl);
  trustCertificate(apiUrl, certificate);
}
