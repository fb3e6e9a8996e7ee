import { describe, expect, it } from 'vitest';
import { routeMatcher } from './route-pattern';

describe('routeMatcher', () => {
  it.each([
    ['GET /v1/client', 'GET', '/v1/client', true],
    ['GET /v1/client', 'POST', '/v1/client', false],
    ['GET /v1/client', 'GET', '/v1/client/sessions', false],
    ['* /v1/client', 'DELETE', '/v1/client', true],
    ['POST /v1/client/sessions/*/tokens', 'POST', '/v1/client/sessions/sess_1/tokens', true],
    ['POST /v1/client/sessions/*/tokens', 'POST', '/v1/client/sessions/a/b/tokens', false],
    ['* /v1/**', 'POST', '/v1/client/sessions/sess_1/tokens', true],
    ['GET /.well-known/jwks.json', 'GET', '/Xwell-known/jwks.json', false],
  ])('%s on %s %s: %s', (pattern, method, path, expected) => {
    expect(routeMatcher(pattern)(method, path)).toBe(expected);
  });

  it('takes a RegExp as it is, and a sticky flag does not make it forget', () => {
    const matches = routeMatcher(/tokens$/g);
    expect(matches('POST', '/v1/client/sessions/s/tokens')).toBe(true);
    expect(matches('POST', '/v1/client/sessions/s/tokens')).toBe(true);
  });

  it.each(['/v1/client', 'get /v1/client', 'GET v1/client', ''])('refuses "%s"', (pattern) => {
    expect(() => routeMatcher(pattern)).toThrow('is not a route pattern');
  });
});
