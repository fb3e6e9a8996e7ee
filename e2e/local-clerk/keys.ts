import {
  compactVerify,
  decodeJwt,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JSONWebKeySet,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { newId } from './ids';

/** The instance's RS256 key: signs session tokens and client tokens alike. */
export type SigningKey = {
  /** Signs `claims` exactly as given; the header is `alg`, `kid`, `typ`, as Clerk's is. */
  sign(claims: JWTPayload): Promise<string>;
  /** The claims of a token this key signed, or `null` for anything else. Expiry is not looked at. */
  read(token: string): Promise<JWTPayload | null>;
  /** The public key as `/.well-known/jwks.json` serves it. */
  jwks(): JSONWebKeySet;
  /** The public key in PEM, as `verifyToken({ jwtKey })` of `@clerk/backend` takes it. */
  publicKeyPem(): string;
};

/** Makes a new 2048-bit RSA key pair. */
export async function createSigningKey(): Promise<SigningKey> {
  const kid = newId('ins');
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const pem = await exportSPKI(publicKey);
  const jwk = { ...(await exportJWK(publicKey)), use: 'sig', kid, alg: 'RS256' };
  return {
    sign: (claims) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(privateKey),
    read: async (token) => {
      try {
        await compactVerify(token, publicKey, { algorithms: ['RS256'] });
        return decodeJwt(token);
      } catch {
        return null;
      }
    },
    jwks: () => ({ keys: [jwk] }),
    publicKeyPem: () => pem,
  };
}
