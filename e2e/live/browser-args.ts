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
  const rules = `--host-resolver-rules=MAP ${host} ${endpoint.address}:${endpoint.port}`;
  const file = process.env.NODE_EXTRA_CA_CERTS;
  if (!file) return [rules];
  const { publicKey } = new X509Certificate(await readFile(file));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const pin = createHash('sha256').update(spki).digest('base64');
  return [rules, `--ignore-certificate-errors-spki-list=${pin}`];
}
