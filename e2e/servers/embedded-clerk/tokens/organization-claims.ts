/** The parts of a v2 session token that tell which custom permissions the session has. */
export type PermissionClaims = { fea: string; per: string; fpm: string };

/**
 * Encodes `org:<feature>:<action>` permissions the way a v2 session token does: `fea` lists the
 * features (`o:` marks an organisation's), `per` the actions, either in alphabetical order, and `fpm` has
 * a number per feature whose bit n, lowest first, grants action n. `null` without permissions: the claims
 * are left out. The decoder to agree with is `jwtPayloadParser` in `@clerk/shared`.
 */
export function encodePermissions(permissions: readonly string[]): PermissionClaims | null {
  if (permissions.length === 0) return null;
  const names = (part: number) =>
    [...new Set(permissions.map((permission) => permission.split(':')[part] ?? ''))].toSorted();
  const features = names(1);
  const actions = names(2);
  const mask = (feature: string) =>
    actions
      .filter((action) => permissions.includes(`org:${feature}:${action}`))
      .reduce((bits, action) => bits | (1n << BigInt(actions.indexOf(action))), 0n);
  return {
    fea: features.map((feature) => `o:${feature}`).join(','),
    per: actions.join(','),
    fpm: features.map(mask).join(','),
  };
}
