import 'reflect-metadata';

import { createHash, createPrivateKey, createPublicKey, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

export type Certificate = {
  /** The certificate in PEM, also the CA that a Node client has to trust. */
  cert: string;
  /** Its private key in PEM (PKCS #8). It never leaves this process. */
  key: string;
  /** base64(SHA-256(SPKI)), the form `--ignore-certificate-errors-spki-list` takes. */
  pin: string;
};

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Makes a fresh self-signed ECDSA P-256 certificate for `hosts`, valid from yesterday for a month.
 * Without `storedKey` it is for a new key, so that a leaked pin or key is worth nothing afterwards;
 * with one, in PEM as `key` was, the pin is the same again. Throws if that is no such key.
 */
export async function createCertificate(
  hosts: readonly string[],
  storedKey?: string,
): Promise<Certificate> {
  const keys = storedKey ? await importKeys(storedKey) : await generateKeys();
  const now = Date.now();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${hosts[0]}`,
    notBefore: new Date(now - dayMs),
    notAfter: new Date(now + 30 * dayMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        ...hosts.map((value) => ({ type: 'dns' as const, value })),
        { type: 'ip', value: '127.0.0.1' },
      ]),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const spki = Buffer.from(await webcrypto.subtle.exportKey('spki', keys.publicKey));
  return {
    cert: certificate.toString('pem'),
    key: toPem('PRIVATE KEY', pkcs8),
    pin: createHash('sha256').update(spki).digest('base64'),
  };
}

function generateKeys() {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function importKeys(pem: string) {
  const secret = createPrivateKey(pem);
  const pkcs8 = secret.export({ type: 'pkcs8', format: 'der' });
  const spki = createPublicKey(secret).export({ type: 'spki', format: 'der' });
  return {
    privateKey: await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']),
    publicKey: await webcrypto.subtle.importKey('spki', spki, algorithm, true, ['verify']),
  };
}

function toPem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
