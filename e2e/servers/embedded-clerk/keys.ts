import { createPublicKey, type JsonWebKeyInput } from 'node:crypto';
import {
  compactVerify,
  decodeJwt,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { newId } from './ids';

/** The instance's RS256 key: signs session tokens and client tokens alike. */
export type SigningKey = {
  /**
   * Signs `claims` exactly as given; the header is `alg`, `kid`, `typ`, as Clerk's is, and `cat` for a token of
   * a class of its own.
   */
  sign(claims: JWTPayload, category?: string): Promise<string>;
  /**
   * The claims of a client or session token this key signed, or `null` for anything else, tokens of a `category`
   * included: whoever asks for one says what it claims. Expiry is not looked at.
   */
  read(token: string): Promise<JWTPayload | null>;
  /** The public key as `/.well-known/jwks.json` serves it. */
  jwks(): JSONWebKeySet;
  /** The public key in PEM, as `verifyToken({ jwtKey })` of `@clerk/backend` takes it. */
  publicKeyPem(): string;
  /** The private key, to be given to `createSigningKey` after a restart. */
  privateJwk(): PrivateJwk;
};

/** A private RSA key that has an id. */
export type PrivateJwk = JWK & { kty: 'RSA'; kid: string; d: string };

/** A key from `stored`, or a new 2048-bit one. Rejects if `stored` is no RSA key. */
export async function createSigningKey(stored?: PrivateJwk): Promise<SigningKey> {
  const secret = stored ?? (await generateKey());
  const { kty, n, e, kid } = secret;
  const jwk = { kty, n, e, use: 'sig', kid, alg: 'RS256' } as JWK;
  const privateKey = await importJWK(secret, 'RS256');
  const publicKey = createPublicKey({ key: jwk as JsonWebKeyInput['key'], format: 'jwk' });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return {
    sign: (claims, cat) =>
      new SignJWT(claims)
        .setProtectedHeader({
          alg: 'RS256',
          kid,
          typ: 'JWT',
          ...(cat === undefined ? {} : { cat }),
        })
        .sign(privateKey),
    read: async (token) => {
      try {
        const { protectedHeader } = await compactVerify(token, publicKey, {
          algorithms: ['RS256'],
        });
        return protectedHeader.cat === undefined ? decodeJwt(token) : null;
      } catch {
        return null;
      }
    },
    jwks: () => ({ keys: [jwk] }),
    publicKeyPem: () => pem,
    privateJwk: () => secret,
  };
}

async function generateKey(): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: newId('ins') } as PrivateJwk;
}
