import { request } from 'node:https';
import { expect, it } from 'vitest';
import { startWithBackend } from '../../../support/clerk/start-with-backend';
import type { EmbeddedClerk } from '../start';

/** What the account portal's default page answers to whoever comes from `referer`. */
function arrive(clerk: EmbeddedClerk, referer: string): Promise<[number | undefined, unknown]> {
  const { certificate: ca, hosts, port } = clerk;
  const host = hosts[1] ?? '';
  return new Promise((resolve, reject) => {
    request(
      {
        host: '127.0.0.1',
        port,
        servername: host,
        ca,
        agent: false,
        path: '/default-redirect',
        headers: { host, referer },
      },
      (response) => {
        response.resume();
        resolve([response.statusCode, response.headers.location]);
      },
    )
      .on('error', reject)
      .end();
  });
}

it.each([
  ['development', 'http://localhost:5173/settings', [302, 'http://localhost:5173']],
  ['development', 'https://google.provider.example/login', [200, undefined]],
  ['development', 'https://embedded.accounts.dev/sign-in', [200, undefined]],
  ['production', 'https://app.embedded.example/', [302, 'https://app.embedded.example']],
  ['production', 'https://other.example/', [200, undefined]],
] as const)('a %s instance’s portal sends whoever comes from %s to %j', async (mode, from, to) => {
  const { clerk } = await startWithBackend({ mode, social: ['google'] });
  expect(await arrive(clerk, from)).toEqual(to);
});
