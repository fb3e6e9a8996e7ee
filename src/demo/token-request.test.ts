import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenRequest } from '../auth/access-token';
import { NO_OPTIONS, toTokenRequest } from './token-request';

const organization = {
  id: 'org_1',
  name: 'One',
  slug: null,
  imageUrl: null,
  role: 'org:member',
  permissions: [],
};

describe('toTokenRequest', () => {
  it('is empty for an empty form', () => {
    expect(toTokenRequest(NO_OPTIONS, organization)).toEqual({});
  });

  it('contains every field that was filled in', () => {
    const options = {
      template: ' hasura ',
      nameOrganization: true,
      minTtlSeconds: '0',
      fresh: true,
    };
    expect(toTokenRequest(options, organization)).toEqual({
      template: 'hasura',
      organizationId: 'org_1',
      minTtlSeconds: 0,
      fresh: true,
    });
  });

  it('names no organisation that is no longer active', () => {
    expect(toTokenRequest({ ...NO_OPTIONS, nameOrganization: true }, null)).toEqual({});
  });

  it('always satisfies the contract’s schema', () => {
    const options = fc.record({
      template: fc.string({ maxLength: 128 }),
      nameOrganization: fc.boolean(),
      minTtlSeconds: fc.oneof(fc.constant(''), fc.integer({ min: 0, max: 50 }).map(String)),
      fresh: fc.boolean(),
    });
    fc.assert(
      fc.property(options, fc.constantFrom(null, organization), (typed, active) => {
        expect(TokenRequest.safeParse(toTokenRequest(typed, active)).success).toBe(true);
      }),
    );
  });
});
