import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePublishableKey } from './publishable-key';

const key = (mode: string, host: string) => `pk_${mode}_${btoa(`${host}$`)}`;

describe('decodePublishableKey', () => {
  it('reads mode and host', () => {
    expect(decodePublishableKey(key('test', 'happy-otter-1.clerk.accounts.dev'))).toEqual({
      mode: 'development',
      frontendApiHost: 'happy-otter-1.clerk.accounts.dev',
    });
    expect(decodePublishableKey(key('live', 'clerk.example.com'))?.mode).toBe('production');
  });

  it.each([
    ['empty', ''],
    ['a secret key', `sk_test_${btoa('clerk.example.com$')}`],
    ['no terminator', `pk_test_${btoa('clerk.example.com')}`],
    ['one label', key('test', 'localhost')],
    ['a port', key('test', 'clerk.example.com:8443')],
    ['a path', key('test', 'clerk.example.com/x')],
    ['a match pattern', key('test', '*.example.com')],
    ['credentials', key('test', 'a@b.example.com')],
    ['upper case', key('test', 'Clerk.example.com')],
    ['a number that URL writes as another address', key('test', '0.0')],
    ['a name that is no host', key('test', 'clerk.xn--a')],
    ['not base64', 'pk_test_%%%'],
    ['quotes around it', `"${key('test', 'clerk.example.com')}"`],
    ['another mode', key('prod', 'clerk.example.com')],
  ])('refuses %s', (_name, text) => {
    expect(decodePublishableKey(text)).toBeNull();
  });

  it('round-trips every domain name', () => {
    fc.assert(
      fc.property(fc.domain(), fc.constantFrom('test', 'live'), (domain, mode) => {
        const host = domain.toLowerCase();
        expect(decodePublishableKey(key(mode, host))?.frontendApiHost).toBe(host);
      }),
    );
  });

  it('never throws, and what it returns is a host that fits a URL unchanged', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string().map((host) => `pk_test_${btoa(unescape(encodeURIComponent(`${host}$`)))}`),
    );
    fc.assert(
      fc.property(text, (input) => {
        const decoded = decodePublishableKey(input);
        if (decoded !== null) {
          expect(new URL(`https://${decoded.frontendApiHost}`).host).toBe(decoded.frontendApiHost);
        }
      }),
    );
  });
});
