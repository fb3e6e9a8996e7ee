import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createManifest, DEV_PORT, EXTENSION_KEY } from './manifest.config';
import packageJson from './package.json' with { type: 'json' };
import { extensionIdOf } from './src/build/release/extension-id';
import { DESCRIPTION, NAME, SHORT_NAME, SLUG } from './src/config/brand';
import { parseEnv } from './src/config/parse-env';

/** What Chrome shows is written there; Vite copies the folder as it is. */
const LOCALES = join(import.meta.dirname, 'public', '_locales');

const VITE_CLERK_PUBLISHABLE_KEY = `pk_test_${btoa('clerk.example.com$')}`;
const plain = createManifest(parseEnv({ VITE_CLERK_PUBLISHABLE_KEY }));
// #region feature: sync-host
const synced = createManifest(
  parseEnv({ VITE_CLERK_PUBLISHABLE_KEY, VITE_CLERK_SYNC_HOST: 'http://localhost:3000' }),
);
// #endregion feature: sync-host

const PERMISSIONS = [
  'storage',
  'sidePanel',
  'contextMenus',
  // #region feature: oauth
  'identity',
  // #endregion feature: oauth
];

describe('the manifest', () => {
  it('asks for what is used and no more', () => {
    expect(plain).toMatchObject({
      permissions: PERMISSIONS,
      host_permissions: ['https://clerk.example.com/*'],
    });
    for (const key of ['web_accessible_resources', 'externally_connectable', 'content_scripts']) {
      expect(plain).not.toHaveProperty(key);
    }
  });

  // #region feature: oauth
  it('asks for no identity in a build without OAuth', () => {
    const without = parseEnv({ VITE_CLERK_PUBLISHABLE_KEY, VITE_CLERK_OAUTH: 'off' });
    expect(createManifest(without)).toMatchObject({
      permissions: ['storage', 'sidePanel', 'contextMenus'],
    });
  });

  // #endregion feature: oauth
  it('needs a Chrome that shuts content scripts out of the storage, and stays out of private windows', () => {
    expect(plain).toMatchObject({ minimum_chrome_version: '140', incognito: 'not_allowed' });
  });

  // #region feature: sync-host
  it('asks for cookies and the web app only when signing in with it', () => {
    expect(synced).toMatchObject({
      permissions: [...PERMISSIONS, 'cookies'],
      host_permissions: ['https://clerk.example.com/*', 'http://localhost/*'],
    });
  });

  it('asks on a production key for the hosts of three cookies: the client’s, the time’s and the switch’s', () => {
    const live = createManifest(
      parseEnv({
        VITE_CLERK_PUBLISHABLE_KEY: `pk_live_${btoa('clerk.example.com$')}`,
        VITE_CLERK_SYNC_HOST: 'https://app.example.com',
      }),
    );
    expect(live).toMatchObject({
      host_permissions: [
        'https://clerk.example.com/*',
        'https://app.example.com/*',
        'https://example.com/*',
      ],
    });
  });
  // #endregion feature: sync-host

  const api = { VITE_CLERK_PUBLISHABLE_KEY, VITE_API_ORIGIN: 'https://api.example.com' };

  it('lets pages call a backend, and asks for nothing more', () => {
    const withApi = createManifest(parseEnv(api));
    const { permissions, host_permissions } = plain as chrome.runtime.ManifestV3;
    expect(withApi).toMatchObject({ permissions, host_permissions });
    expect(withApi).not.toHaveProperty('optional_host_permissions');
    expect(JSON.stringify(withApi)).toContain(
      "'self' https://clerk.example.com https://api.example.com;",
    );
  });

  // #region feature: sites
  it('asks for what content scripts need only where sites are served, and for no site', () => {
    const served = createManifest(parseEnv({ ...api, VITE_SITES: 'on' }));
    expect(served).toMatchObject({
      permissions: [...PERMISSIONS, 'activeTab', 'scripting'],
      host_permissions: ['https://clerk.example.com/*'],
      optional_host_permissions: ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'],
    });
    for (const key of ['web_accessible_resources', 'content_scripts']) {
      expect(served).not.toHaveProperty(key);
    }
    expect(plain).not.toHaveProperty('optional_host_permissions');
  });
  // #endregion feature: sites

  it('lets pages run only their own scripts and reach only the Frontend API', () => {
    const policy = new Map(
      (plain as chrome.runtime.ManifestV3).content_security_policy?.extension_pages
        ?.split('; ')
        .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]),
    );
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe("'self'");
    expect(policy.get('connect-src')).toBe("'self' https://clerk.example.com");
    expect(policy.get('frame-ancestors')).toBe("'none'");
  });

  it('lets telemetry out only when told to', () => {
    const told = createManifest(
      parseEnv({ VITE_CLERK_PUBLISHABLE_KEY, VITE_CLERK_TELEMETRY: 'on' }),
    );
    expect(JSON.stringify(told)).toContain(
      "'self' https://clerk.example.com https://clerk-telemetry.com;",
    );
    expect(JSON.stringify(plain)).not.toContain('telemetry');
  });

  it('reaches the dev server only when served by it', () => {
    const env = parseEnv({ VITE_CLERK_PUBLISHABLE_KEY });
    expect(JSON.stringify(createManifest(env, 'serve'))).toContain(`ws://localhost:${DEV_PORT}`);
    expect(JSON.stringify(createManifest(env, 'build'))).not.toContain('localhost');
  });

  it('has the id that the comment on its key names', () => {
    const source = readFileSync(join(import.meta.dirname, 'manifest.config.ts'), 'utf8');
    expect(source).toContain(`(\`${extensionIdOf(EXTENSION_KEY)}\`)`);
  });

  it('fits the limits of the Chrome Web Store', () => {
    expect(NAME.length).toBeLessThanOrEqual(75);
    expect(SHORT_NAME.length).toBeLessThanOrEqual(12);
    expect(DESCRIPTION.length).toBeLessThanOrEqual(132);
    expect(SLUG).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });

  it('is of the package that package.json describes', () => {
    expect(packageJson).toMatchObject({ name: SLUG, description: DESCRIPTION });
  });

  it.each(readdirSync(LOCALES))(
    'has a text in %s for each state of the toolbar button',
    (locale) => {
      const messages = JSON.parse(readFileSync(join(LOCALES, locale, 'messages.json'), 'utf8'));
      for (const state of ['SignedOut', 'Pending', 'Unavailable']) {
        expect(messages[`actionTitle${state}`].message).toContain('$NAME$');
      }
    },
  );
});
