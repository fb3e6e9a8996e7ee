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
  const parts = jwt.split('.');
  if (parts.length !== 3) return null;
  const header = decodePart(parts[0]);
  const claims = decodePart(parts[1]);
  return header && claims && { header, claims };
}

function decodePart(part = ''): Record<string, unknown> | null {
  if (!/^[\w-]+$/.test(part)) return null;
  try {
    const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const MEANING: Record<string, string> = {
  alg: 'Signature algorithm',
  cat: 'Token category',
  kid: 'Key that signed it',
  typ: 'Type',
  azp: 'Origin it was made for',
  fva: 'Minutes since first and second factor',
  iss: 'Your Clerk instance',
  jti: 'Token ID',
  o: 'Active organisation',
  sid: 'Session',
  sts: 'Session status',
  sub: 'User',
  v: 'Token version',
};

const TIME: Record<string, string> = {
  exp: 'Expires',
  iat: 'Issued',
  nbf: 'Valid from',
};

/**
 * What a well-known claim means, for people; times in the local time of day. Empty for others.
 *
 * @see https://clerk.com/docs/guides/sessions/session-tokens
 */
export function describeClaim(name: string, value: unknown): string {
  if (Object.hasOwn(TIME, name) && typeof value === 'number') {
    const time = new Date(value * 1000);
    if (!Number.isNaN(time.getTime())) return `${TIME[name]} ${time.toLocaleTimeString()}`;
  }
  return Object.hasOwn(MEANING, name) ? (MEANING[name] ?? '') : '';
}
