import { formatLocale, type PlainKey, t } from '../i18n/t';

const MEANING = new Map<string, PlainKey>(
  Object.entries({
    alg: 'demoClaimAlg',
    cat: 'demoClaimCat',
    kid: 'demoClaimKid',
    typ: 'demoClaimTyp',
    azp: 'demoClaimAzp',
    fva: 'demoClaimFva',
    iss: 'demoClaimIss',
    jti: 'demoClaimJti',
    o: 'demoClaimO',
    sid: 'demoSession',
    sts: 'demoClaimSts',
    sub: 'demoClaimSub',
    v: 'demoClaimV',
  } as const),
);

const TIME = new Map<string, 'demoClaimExp' | 'demoClaimIat' | 'demoClaimNbf'>(
  Object.entries({
    exp: 'demoClaimExp',
    iat: 'demoClaimIat',
    nbf: 'demoClaimNbf',
  } as const),
);

/**
 * What a well-known claim means, for people; times in the local time of day. Empty for others.
 *
 * @see https://clerk.com/docs/guides/sessions/session-tokens
 */
export function describeClaim(name: string, value: unknown): string {
  const timeKey = TIME.get(name);
  if (timeKey && typeof value === 'number') {
    const time = new Date(value * 1000);
    if (!Number.isNaN(time.getTime()))
      return t(timeKey, { time: time.toLocaleTimeString(formatLocale()) });
  }
  const key = MEANING.get(name);
  return key ? t(key) : '';
}
