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
