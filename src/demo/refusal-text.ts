const TEXTS = new Map([
  ['token-missing', 'the request carried no token'],
  ['token-expired', 'the token has expired'],
  ['token-not-active-yet', 'the token is not valid yet: one of the two clocks is wrong'],
  ['token-iat-in-the-future', 'the token is from the future: one of the two clocks is wrong'],
  ['token-invalid-signature', 'the token was changed, or signed by another Clerk application'],
  ['token-invalid-issuer', 'the token is of another Clerk application'],
  ['token-invalid-authorized-parties', 'the token was made for another origin'],
]);

/** Why a backend refused a token, to follow "because". `reason` is one of `@clerk/backend`'s codes. */
export function refusalText(reason: string): string {
  return TEXTS.get(reason) ?? 'the token could not be verified';
}
