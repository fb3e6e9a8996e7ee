import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerJwt, isSameClient, issuedAt, requestJwt, setRequestJwt } from './client-jwt';

const jwt = (claims: object) => `head.${btoa(JSON.stringify(claims)).replaceAll('=', '')}.sig`;

describe('issuedAt', () => {
  it('is the claim in milliseconds, where there is one', () => {
    expect(issuedAt(jwt({ id: 'client_1', iat: 1_795_758_290 }))).toBe(1_795_758_290_000);
    expect(issuedAt(jwt({ id: 'client_1' }))).toBeUndefined();
    expect(issuedAt('dvb_opaque')).toBeUndefined();
    expect(issuedAt(undefined)).toBeUndefined();
  });
});

describe('isSameClient', () => {
  const client = { id: 'client_1', rotating_token: 'a' };

  it('compares client and rotation, not the time of signing', () => {
    expect(isSameClient(jwt({ ...client, iat: 1 }), jwt({ iat: 2, exp: 9, ...client }))).toBe(true);
    expect(isSameClient(jwt(client), jwt({ ...client, rotating_token: 'b' }))).toBe(false);
    expect(isSameClient(jwt(client), jwt({ ...client, id: 'client_2' }))).toBe(false);
    expect(isSameClient(jwt(client), undefined)).toBe(false);
    expect(isSameClient(undefined, undefined)).toBe(true);
  });

  it('compares what is no JWT as a whole', () => {
    expect(isSameClient(jwt({ iat: 1 }), jwt({ iat: 2 }))).toBe(false);
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(isSameClient(one, other)).toBe(one === other);
      }),
    );
  });
});

describe.each(['development', 'production'] as const)('on a %s key', (mode) => {
  const request = () => ({
    url: new URL('https://clerk.example.com/v1/client?_clerk_js_version=6'),
    headers: new Headers({ 'x-other': 'kept' }),
  });

  it('reads from a request what was put into it, and nothing once it is taken out', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9._-]+$/), (value) => {
        const sent = request();
        setRequestJwt(sent, mode, value);
        setRequestJwt(sent, mode, value);
        expect(requestJwt(sent, mode)).toBe(value);
        expect(sent.url.searchParams.getAll('__clerk_db_jwt').length).toBeLessThanOrEqual(1);
        setRequestJwt(sent, mode, undefined);
        expect(requestJwt(sent, mode)).toBeUndefined();
        expect(sent.headers.get('x-other')).toBe('kept');
      }),
    );
  });

  it('takes an answer without the header for one that says nothing', () => {
    expect(answerJwt(new Headers(), mode)).toBeUndefined();
  });
});

describe('answerJwt', () => {
  it('reads the header of its own kind of key', () => {
    const headers = new Headers({ 'Clerk-Db-Jwt': 'dev', Authorization: 'Bearer prod' });
    expect(answerJwt(headers, 'development')).toBe('dev');
    expect(answerJwt(headers, 'production')).toBe('prod');
    expect(answerJwt(new Headers({ Authorization: 'bare' }), 'production')).toBe('bare');
  });

  it('takes an empty bearer for the end of the client', () => {
    expect(answerJwt(new Headers({ Authorization: 'Bearer' }), 'production')).toBeNull();
  });
});
