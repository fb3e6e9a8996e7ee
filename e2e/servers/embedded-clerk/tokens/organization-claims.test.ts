import { __experimental_JWTPayloadToAuthObjectProperties as decode } from '@clerk/shared/jwtPayloadParser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePermissions } from './organization-claims';

const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
const permission = fc.tuple(name, name).map(([feature, action]) => `org:${feature}:${action}`);

describe('encodePermissions', () => {
  it("is undone by the SDK's decoder", () => {
    fc.assert(
      fc.property(fc.uniqueArray(permission, { minLength: 1, maxLength: 80 }), (permissions) => {
        const encoded = encodePermissions(permissions);
        const claims = { v: 2, fea: encoded?.fea, o: { id: 'org_1', rol: 'admin', ...encoded } };
        const { orgPermissions } = decode(claims as unknown as Parameters<typeof decode>[0]);
        expect(orgPermissions?.toSorted()).toEqual(permissions.toSorted());
      }),
    );
  });

  it("orders features and actions as Clerk's own suite expects them", () => {
    // The permissions of the administrator in clerk/javascript, integration/tests/protect-jwt-v2.test.ts.
    const encoded = encodePermissions(
      ['posts:read', 'posts:manage', 'posts:delete', 'magic_links:read', 'magic_links:create']
        .concat(['impersonation:read', 'impersonation:manage', 'billing:read', 'billing:manage'])
        .map((permission) => `org:${permission}`),
    );
    expect(encoded).toEqual({
      fea: 'o:billing,o:impersonation,o:magic_links,o:posts',
      per: 'create,delete,manage,read',
      fpm: '12,12,9,14',
    });
  });

  it('leaves the claims out when there is nothing to say', () => {
    expect(encodePermissions([])).toBeNull();
  });
});
