import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Endpoint } from '../../src/build/doctor/fetch';

/**
 * What makes Chromium connect to `endpoint` for `host`, and trust there what Node does by
 * NODE_EXTRA_CA_CERTS; nothing without an endpoint.
 */
export async function browserArgsFor(
  host: string | undefined,
  endpoint: Endpoint | undefined,
): Promise<string[]> {
  if (!host || !endpoint) return [];
  const there = `${endpoint.address}:${endpoint.port}`;
  // The embedded Clerk plays the providers and Clerk's host of pictures as well.
  const hosts = [host, '*.provider.example', 'img.clerk.com'];
  const rules = `--host-resolver-rules=${hosts.map((name) => `MAP ${name} ${there}`).join(',')}`;
  const file = process.env.NODE_EXTRA_CA_CERTS;
  if (!file) return [rules];
  const { publicKey } = new X509Certificate(await readFile(file));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const pin = createHash('sha256').update(spki).digest('base64');
  return [rules, `--ignore-certificate-errors-spki-list=${pin}`];
}
