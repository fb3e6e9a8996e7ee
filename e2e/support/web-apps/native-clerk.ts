import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { LoadedClerk } from '@clerk/shared/types';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';

type BeforeRequest = (request: {
  url?: URL;
  headers?: Headers;
  credentials?: RequestCredentials;
}) => void;
type AfterResponse = (request: unknown, response?: Response) => void;
type NativeClerk = LoadedClerk & {
  load(options: { standardBrowser: false; telemetry: false }): Promise<void>;
  __internal_onBeforeRequest(callback: BeforeRequest): void;
  __internal_onAfterResponse(callback: AfterResponse): void;
};

/**
 * The unmodified build of clerk-js that Expo uses, driven as its provider drives it (`createClerkInstance`
 * in `@clerk/expo`): no cookies, `_is_native=1`, the client's token in `Authorization` both ways, kept in a
 * token cache. It is sent to `clerk` at its loopback address, for Node knows no host of that name.
 */
export async function createNativeClerk(
  clerk: Pick<EmbeddedClerk, 'apiUrl' | 'publishableKey'>,
  tokenCache: { token: string | null },
): Promise<NativeClerk> {
  const require = createRequire(import.meta.url);
  const build = join(dirname(require.resolve('@clerk/clerk-js')), 'clerk.native.js');
  const { Clerk } = require(build) as { Clerk: new (publishableKey: string) => NativeClerk };
  const native = new Clerk(clerk.publishableKey);
  native.__internal_onBeforeRequest((request) => {
    request.credentials = 'omit';
    if (request.url === undefined) return;
    const { host } = new URL(clerk.apiUrl);
    request.url.host = host;
    request.url.searchParams.append('_is_native', '1');
    request.headers?.set('authorization', tokenCache.token ?? '');
    request.headers?.set('x-mobile', '1');
  });
  native.__internal_onAfterResponse((_, response) => {
    const token = response?.headers.get('authorization');
    if (token) tokenCache.token = token;
  });
  await native.load({ standardBrowser: false, telemetry: false });
  return native;
}
