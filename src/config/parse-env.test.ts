import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EnvError, parseEnv } from './parse-env';

const publishableKey = `pk_test_${btoa('clerk.example.com$')}`;
const withKey = (more: Record<string, unknown>) => ({
  VITE_CLERK_PUBLISHABLE_KEY: publishableKey,
  ...more,
});

function sentence(raw: Record<string, unknown>): string {
  try {
    parseEnv(raw);
  } catch (error) {
    expect(error).toBeInstanceOf(EnvError);
    return (error as EnvError).message;
  }
  throw new Error('expected a refusal');
}

describe('parseEnv', () => {
  it('gives key, host and mode', () => {
    expect(parseEnv(withKey({ MODE: 'production', DEV: false }))).toEqual({
      publishableKey,
      mode: 'development',
      frontendApiHost: 'clerk.example.com',
      // #region feature: oauth
      oauth: true,
      // #endregion feature: oauth
      // #region feature: demo
      demo: true,
      // #endregion feature: demo
    });
  });

  it('forgives white space around values', () => {
    const env = parseEnv({ VITE_CLERK_PUBLISHABLE_KEY: ` ${publishableKey}\n` });
    expect(env.publishableKey).toBe(publishableKey);
  });

  it.each([
    ['missing', {}],
    ['empty', { VITE_CLERK_PUBLISHABLE_KEY: '' }],
    ['malformed', { VITE_CLERK_PUBLISHABLE_KEY: 'pk_test_oops' }],
    ['secret', { VITE_CLERK_PUBLISHABLE_KEY: 'sk_test_oops' }],
  ])('a %s key is one sentence that says where keys come from', (_name, raw) => {
    const said = sentence(raw);
    expect(said).toContain('npx clerk@latest init');
    expect(said).toContain('dashboard.clerk.com');
    expect(said).toContain('npm run demo');
    expect(said).not.toContain('\n');
    expect(said).not.toContain('oops');
  });

  // #region feature: sync-host
  it('takes a sync host as an origin', () => {
    expect(parseEnv(withKey({ VITE_CLERK_SYNC_HOST: 'https://example.com/' })).syncHost).toBe(
      'https://example.com',
    );
    expect(parseEnv(withKey({ VITE_CLERK_SYNC_HOST: 'http://localhost:3000' })).syncHost).toBe(
      'http://localhost:3000',
    );
    expect(parseEnv(withKey({ VITE_CLERK_SYNC_HOST: '' }))).not.toHaveProperty('syncHost');
  });

  it('looks for a production app’s cookie where Clerk’s server sets it', () => {
    const live = { VITE_CLERK_PUBLISHABLE_KEY: `pk_live_${btoa('clerk.example.com$')}` };
    const host = { VITE_CLERK_SYNC_HOST: 'https://example.com' };
    expect(parseEnv({ ...live, ...host }).cookieOrigin).toBe('https://clerk.example.com');
    expect(parseEnv(withKey(host)).cookieOrigin).toBe('https://example.com');
    expect(parseEnv(live)).not.toHaveProperty('cookieOrigin');
  });
  // #endregion feature: sync-host

  it('takes a backend as an origin', () => {
    const api = { VITE_API_ORIGIN: 'http://127.0.0.1:8787' };
    const apiOrigin = 'http://127.0.0.1:8787';
    expect(parseEnv(withKey(api)).apiOrigin).toBe(apiOrigin);
    expect(parseEnv(withKey({ VITE_API_ORIGIN: ' ' }))).not.toHaveProperty('apiOrigin');
  });

  // #region feature: sites
  it('serves sites only when told to, and only where there is a backend', () => {
    const api = { VITE_API_ORIGIN: 'https://api.example.com' };
    expect(parseEnv(withKey(api))).not.toHaveProperty('sites');
    expect(parseEnv(withKey({ ...api, VITE_SITES: 'on' })).sites).toBe(true);
    expect(sentence(withKey({ VITE_SITES: 'on' }))).toContain('there is no VITE_API_ORIGIN');
    expect(sentence(withKey({ ...api, VITE_SITES: 'yes' }))).toContain(
      'VITE_SITES must be on, off',
    );
  });
  // #endregion feature: sites

  it('refuses Clerk itself as a backend, which granted sites could then call as whoever is signed in', () => {
    const { frontendApiHost } = parseEnv(withKey({}));
    expect(sentence(withKey({ VITE_API_ORIGIN: `https://${frontendApiHost}` }))).toContain(
      'the origin of Clerk itself',
    );
  });

  it('lets telemetry out only when told to', () => {
    expect(parseEnv(withKey({ VITE_CLERK_TELEMETRY: 'on' })).telemetry).toBe(true);
    for (const off of ['', 'off', ' ']) {
      expect(parseEnv(withKey({ VITE_CLERK_TELEMETRY: off }))).not.toHaveProperty('telemetry');
    }
    for (const unclear of ['true', '1', 'ON', 'no']) {
      expect(sentence(withKey({ VITE_CLERK_TELEMETRY: unclear }))).toContain('must be on, off');
    }
  });

  // #region feature: demo
  it('has the demo tab unless told not to', () => {
    expect(parseEnv(withKey({})).demo).toBe(true);
    expect(parseEnv(withKey({ VITE_DEMO: 'off' }))).not.toHaveProperty('demo');
    expect(sentence(withKey({ VITE_DEMO: 'no' }))).toContain('VITE_DEMO must be on (the default)');
  });
  // #endregion feature: demo

  // #region feature: oauth
  it('lets people sign in with a provider unless told not to', () => {
    for (const on of ['', 'on', ' on ']) {
      expect(parseEnv(withKey({ VITE_CLERK_OAUTH: on })).oauth).toBe(true);
    }
    expect(parseEnv(withKey({})).oauth).toBe(true);
    expect(parseEnv(withKey({ VITE_CLERK_OAUTH: 'off' }))).not.toHaveProperty('oauth');
    for (const unclear of ['false', '0', 'OFF', 'no']) {
      expect(sentence(withKey({ VITE_CLERK_OAUTH: unclear }))).toContain(
        'VITE_CLERK_OAUTH must be',
      );
    }
  });
  // #endregion feature: oauth

  it('takes the public key of an extension, and nothing that may be a private one', () => {
    const key = `MIIBIjANBgkqhkiG9w0B${'A'.repeat(371)}B`;
    expect(parseEnv(withKey({ VITE_EXTENSION_KEY: ` ${key}` })).extensionKey).toBe(key);
    expect(parseEnv(withKey({ VITE_EXTENSION_KEY: '' }))).not.toHaveProperty('extensionKey');
    const pem = '-----BEGIN PUBLIC KEY-----';
    for (const wrong of ['abc', pem, `MIIEvQIBADANBgkqhkiG9w0B${'A'.repeat(1600)}`]) {
      const said = sentence(withKey({ VITE_EXTENSION_KEY: wrong }));
      expect(said).toContain('npm run key');
      expect(said).not.toContain(wrong);
    }
  });

  it('takes a prefix of the backend, whole path segments only', () => {
    const api = { VITE_API_ORIGIN: 'https://api.example.com' };
    expect(parseEnv(withKey({ ...api, VITE_API_PREFIX: '/api/v1.2/' })).apiPrefix).toBe(
      '/api/v1.2/',
    );
    expect(parseEnv(withKey({ VITE_API_PREFIX: '/v1/' }))).not.toHaveProperty('apiPrefix');
    for (const prefix of ['v1/', '/v1', '//', '/../', '/v1/?', '/%2e/']) {
      expect(sentence(withKey({ ...api, VITE_API_PREFIX: prefix }))).toContain('VITE_API_PREFIX');
    }
  });

  describe.each([
    // #region feature: sync-host
    'VITE_CLERK_SYNC_HOST',
    // #endregion feature: sync-host
    'VITE_API_ORIGIN',
  ])('%s', (name) => {
    it.each([
      'example.com',
      'http://example.com',
      'https://example.com/app',
      'https://user@example.com',
      'https://*.example.com',
      'chrome://settings',
      'javascript:alert(1)',
      "https://example.com; script-src 'unsafe-eval'",
    ])('refuses %s', (origin) => {
      expect(sentence(withKey({ [name]: origin }))).toContain(`${name} must be the bare origin`);
    });
  });

  it('throws nothing but its own error', () => {
    const anything = fc.record({
      VITE_CLERK_PUBLISHABLE_KEY: fc.oneof(fc.anything(), fc.constant(publishableKey)),
      // #region feature: sync-host
      VITE_CLERK_SYNC_HOST: fc.anything(),
      // #endregion feature: sync-host
      VITE_API_ORIGIN: fc.oneof(fc.anything(), fc.webUrl()),
    });
    fc.assert(
      fc.property(anything, (raw) => {
        try {
          parseEnv(raw);
        } catch (error) {
          expect(error).toBeInstanceOf(EnvError);
        }
      }),
    );
  });
});
