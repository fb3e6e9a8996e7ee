/** The parts of a v2 session token that tell which custom permissions the session has. */
export type PermissionClaims = { fea: string; per: string; fpm: string };

/**
 * Encodes `org:<feature>:<action>` permissions the way a v2 session token does: `fea` lists the
 * features (`o:` marks an organisation's), `per` the actions, and `fpm` has a number per feature
 * whose bit n, lowest first, grants action n. `null` without permissions: the claims are left out.
 * The decoder to agree with is `jwtPayloadParser` in `@clerk/shared`.
 */
export function encodePermissions(permissions: readonly string[]): PermissionClaims | null {
  const actions: string[] = [];
  const masks = new Map<string, bigint>();
  for (const permission of permissions) {
    const [, feature = '', action = ''] = permission.split(':');
    if (!actions.includes(action)) actions.push(action);
    const bit = 1n << BigInt(actions.indexOf(action));
    masks.set(feature, (masks.get(feature) ?? 0n) | bit);
  }
  if (masks.size === 0) return null;
  return {
    fea: [...masks.keys()].map((feature) => `o:${feature}`).join(','),
    per: actions.join(','),
    fpm: [...masks.values()].join(','),
  };
}
