import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenRequest } from '../auth/access-token';
import { NO_OPTIONS, toTokenRequest } from './to-token-request';

const organization = {
  id: 'org_1',
  name: 'One',
  slug: null,
  imageUrl: null,
  role: 'org:member',
  permissions: [],
};

describe('toTokenRequest', () => {
  it('asks for nothing in particular when the form is empty', () => {
    expect(toTokenRequest(NO_OPTIONS, organization)).toEqual({});
  });

  it('asks for all that was filled in', () => {
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

  it('names no organisation that is active no more', () => {
    expect(toTokenRequest({ ...NO_OPTIONS, nameOrganization: true }, null)).toEqual({});
  });

  it('makes only requests that the contract takes, of whatever the form lets through', () => {
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
