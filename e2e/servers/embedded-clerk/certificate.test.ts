import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCertificate } from './certificate';

describe('createCertificate', () => {
  it('covers the host and loopback, and signs itself', async () => {
    const x509 = new X509Certificate(
      (await createCertificate(['embedded.clerk.accounts.dev'])).cert,
    );
    expect(x509.checkHost('embedded.clerk.accounts.dev')).toBe('embedded.clerk.accounts.dev');
    expect(x509.checkHost('other.clerk.accounts.dev')).toBeUndefined();
    expect(x509.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(x509.verify(x509.publicKey)).toBe(true);
    expect(x509.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
  });

  it('pins the SHA-256 of the public key in the certificate', async () => {
    const { cert, pin } = await createCertificate(['host.example']);
    const spki = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
    expect(pin).toBe(createHash('sha256').update(spki).digest('base64'));
  });

  it('comes with its own private key', async () => {
    const { cert, key } = await createCertificate(['host.example']);
    expect(new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))).toBe(true);
  });

  it('is another one every time', async () => {
    const [one, two] = await Promise.all([createCertificate(['a.b']), createCertificate(['a.b'])]);
    expect(one.pin).not.toBe(two.pin);
  });
});
