import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clerkCode, responseCode } from './clerk-error';

describe('clerkCode', () => {
  it('is the first error’s', () => {
    const errors = [{ code: 'resource_not_found' }, { code: 'other' }];
    expect(clerkCode({ errors })).toBe('resource_not_found');
    expect(clerkCode(Object.assign(new Error('no'), { errors }))).toBe('resource_not_found');
  });

  it.each([
    [{}],
    [{ errors: [] }],
    [{ errors: [null] }],
    [{ errors: { code: 'a' } }],
    [{ errors: [{ code: 7 }] }],
    [{ errors: [{ code: 'See https://clerk.example.com' }] }],
    [{ errors: [{ code: 'a'.repeat(65) }] }],
  ])('is none in %j', (body) => {
    expect(clerkCode(body)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => void clerkCode(value)));
  });
});

describe('responseCode', () => {
  it('leaves the body to be read', async () => {
    const response = new Response('{"errors":[{"code":"host_invalid"}]}');
    expect(await responseCode(response)).toBe('host_invalid');
    expect(await response.json()).toHaveProperty('errors');
  });

  it('is none where the body is no JSON', async () => {
    expect(await responseCode(new Response('<h1>Sign in to this network</h1>'))).toBeUndefined();
  });
});
