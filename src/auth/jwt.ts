import { decodeBase64Url } from '../config/base64url';

/** A JWT's two readable parts. Nothing here was verified: show it, decide nothing by it. */
export type DecodedJwt = {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
};

/**
 * Decodes a JWT for display. It checks no signature and no time.
 *
 * @returns `null` when the text is not three base64url parts of which the first two are UTF-8 JSON
 * objects.
 */
export function decodeJwt(jwt: string): DecodedJwt | null {
  const [, first, second] = /^([\w-]+)\.([\w-]+)\.[^.]*$/.exec(jwt) ?? [];
  const header = decodePart(first);
  const claims = decodePart(second);
  return header && claims && { header, claims };
}

/**
 * What a JWT claims, whatever its other parts are. The signature is not checked: whoever relies on
 * a claim must have the JWT from Clerk itself.
 *
 * @returns `null` when the text has no second part that is a JSON object.
 */
export function readJwtClaims(jwt: string): Record<string, unknown> | null {
  return decodePart(jwt.split('.')[1]);
}

function decodePart(part = ''): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(decodeBase64Url(part) ?? '');
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
