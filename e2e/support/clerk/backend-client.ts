import { type ClerkClient, createClerkClient } from '@clerk/backend';
import { Agent, Pool, setGlobalDispatcher } from 'undici';

/** The keys of an instance; of an embedded Clerk, where it is and what to trust there as well. */
export type BackendAccess = {
  publishableKey: string;
  secretKey: string;
  apiUrl?: string;
  certificate?: string;
};

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

/** Clerk's own client of the Backend API: of an embedded Clerk over TLS, else of the real one. */
export function createBackendClient({
  publishableKey,
  secretKey,
  apiUrl,
  certificate,
}: BackendAccess): ClerkClient {
  if (apiUrl !== undefined && certificate !== undefined) trustCertificate(apiUrl, certificate);
  return createClerkClient({
    publishableKey,
    secretKey,
    ...(apiUrl === undefined ? {} : { apiUrl }),
    telemetry: { disabled: true },
  });
}

/**
 * Has `clerk` answer what this process asks of https://api.clerk.com, until another one is named: where
 * helpers of Clerk's ask that cannot be told of another address.
 */
export function standInForClerk({
  apiUrl,
  certificate,
}: Required<Pick<BackendAccess, 'apiUrl' | 'certificate'>>): void {
  standIns.set('https://api.clerk.com', apiUrl);
  trustCertificate(apiUrl, certificate);
}
