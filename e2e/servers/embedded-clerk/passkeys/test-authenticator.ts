import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import { testOrigin } from '../fapi-test-client';

/** The options that Clerk hands to the browser, as the tests read them from a `nonce`. */
type Options = {
  challenge: string;
  rp?: { id: string };
  rpId?: string;
  user?: { id: string };
};
/** What a browser or a device may get wrong, or be made to. */
type Deviation = { origin?: string; rpId?: string; challenge?: string; verified?: boolean };

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const base64url = (data: Uint8Array) => Buffer.from(data).toString('base64url');

/**
 * A device with one passkey, for Node tests: it signs as an authenticator does, and a browser writes
 * down for which page. Keys and signatures are real.
 */
export function createTestAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  let userHandle: string | null = null;
  let counter = 0;

  const clientData = (type: string, options: Options, { origin, challenge }: Deviation) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: challenge ?? options.challenge,
        origin: origin ?? testOrigin,
        crossOrigin: false,
      }),
    );
  const authenticatorData = (rpId: string, isVerified: boolean, attested?: Buffer) => {
    const head = Buffer.alloc(5);
    // Present, verified, with a new key: the flags of WebAuthn, 6.1.
    head[0] = 0x01 | (isVerified ? 0x04 : 0) | (attested ? 0x40 : 0);
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(rpId), head, attested ?? Buffer.alloc(0)]);
  };
  const credential = { id: base64url(id), rawId: base64url(id), type: 'public-key' };

  return {
    credentialId: credential.id,
    /** Makes the passkey; returns what clerk-js would send as `public_key_credential`. */
    create(nonce: string, deviation: Deviation = {}): string {
      const options: Options = JSON.parse(nonce);
      userHandle = options.user?.id ?? null;
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const coseKey = isoCBOR.encode(
        new Map<number, number | Uint8Array>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
          [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
        ]),
      );
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey]);
      const { rpId = options.rp?.id ?? '', verified = true } = deviation;
      const attestation = new Map<string, string | Uint8Array | Map<string, string>>([
        ['fmt', 'none'],
        ['attStmt', new Map<string, string>()],
        ['authData', new Uint8Array(authenticatorData(rpId, verified, attested))],
      ]);
      const response = {
        clientDataJSON: base64url(clientData('webauthn.create', options, deviation)),
        attestationObject: base64url(isoCBOR.encode(attestation)),
        transports: ['internal'],
      };
      return JSON.stringify({ ...credential, response });
    },
    /** Signs with it; returns what clerk-js would send. `count` is what the device says it has signed. */
    get(nonce: string, deviation: Deviation & { count?: number } = {}): string {
      const options: Options = JSON.parse(nonce);
      counter = deviation.count ?? counter + 1;
      const { rpId = options.rpId ?? '', verified = true } = deviation;
      const data = authenticatorData(rpId, verified);
      const client = clientData('webauthn.get', options, deviation);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      const response = {
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(signature),
        userHandle,
      };
      return JSON.stringify({ ...credential, response });
    },
  };
}
