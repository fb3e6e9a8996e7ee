import { defineManifest, type ManifestV3Export } from '@crxjs/vite-plugin';
import packageJson from './package.json' with { type: 'json' };
import { DESCRIPTION, NAME, SHORT_NAME } from './src/config/brand.ts';
import { COMMANDS } from './src/config/commands.ts';
// #region feature: sites
import { GRANTABLE_HOSTS } from './src/config/grantable-hosts.ts';
// #endregion feature: sites
import { PAGES } from './src/config/pages.ts';
import type { Env } from './src/config/parse-env.ts';

/**
 * Public half of the key that fixes the extension id (`okglanhlffocacilmmcjpjkpeoamncfh`), so that
 * the id Clerk's allowed origins must name is the same on every machine. The Chrome Web Store signs
 * with its own key. https://developer.chrome.com/docs/extensions/reference/manifest/key
 */
export const EXTENSION_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEArN0jJVdEoiWwY6P9KFJnMgzYrWXTNn7o7dZdlBSwbT8eNKyXN5hWhN8ZRnsAElDpZ4vX0UvfW8HnBdPv6Hr4//DO5lXO5GRPqYzd2ZK3A78OLByr9viVy6CZtOTd3vyct5dijZbc52wMoRe+UAG5qpkNBJAnHiBnn0DotGRPSoGUF5RNfnV5+lvKZu15ai1hQgrJqCq8t8ZXDFMBAb31FDa3Dr91WOyZfgMrLl1YwclQACC2ekfRRqFokV9a1nxBTzSNPmhTdXAZuKqYxQ3bfhuYxoCG/BtdqEI2U/Q3v7pdypIOl75o5Wyy7dOihnJ3M38eer2ppmg+jMAYKnoJswIDAQAB';

const ICONS = {
  16: 'icons/icon-16.png',
  32: 'icons/icon-32.png',
  48: 'icons/icon-48.png',
  128: 'icons/icon-128.png',
};

/**
 * The manifest for one configuration: no permission, host or connection beyond what that
 * configuration uses.
 *
 * @param command `serve` for Vite's dev server, from which CRXJS then loads every page.
 */
export function createManifest(env: Env, command: 'build' | 'serve' = 'build'): ManifestV3Export {
  const frontendApi = `https://${env.frontendApiHost}`;
  return defineManifest({
    manifest_version: 3,
    default_locale: 'en',
    name: NAME,
    short_name: SHORT_NAME,
    description: DESCRIPTION,
    version: packageJson.version,
    key: env.extensionKey ?? EXTENSION_KEY,
    // From 140 on `storage.local.setAccessLevel` keeps content scripts from the client JWT.
    minimum_chrome_version: '140',
    // By default a granted site in a private window would act as whoever is signed in outside it.
    incognito: 'not_allowed',
    icons: ICONS,
    action: {
      default_popup: PAGES.popup.slice(1),
      default_title: NAME,
      default_icon: ICONS,
    },
    options_ui: { page: PAGES.options.slice(1), open_in_tab: true },
    // Chrome takes a suggestion only where nothing else has these keys; people set their own.
    commands: {
      [COMMANDS.openPopup]: { suggested_key: { default: 'Alt+Shift+K' } },
      [COMMANDS.openSidePanel]: {
        suggested_key: { default: 'Alt+Shift+S' },
        description: '__MSG_commandOpenSidePanel__',
      },
    },
    side_panel: { default_path: PAGES.sidePanel.slice(1) },
    background: {
      service_worker: `src/background/${command === 'serve' ? 'dev/worker' : 'index'}.ts`,
      type: 'module',
    },
    permissions: [
      'storage',
      'sidePanel',
      'contextMenus',
      // #region feature: oauth
      // A provider's pages open in a window of the browser, which leads back into the extension.
      ...(env.oauth ? (['identity'] as const) : []),
      // #endregion feature: oauth
      // #region feature: sync-host
      ...(env.syncHost ? (['cookies'] as const) : []),
      // #endregion feature: sync-host
      // #region feature: sites
      // The popup learns which site it was opened on (activeTab), and registers its content script.
      ...(env.sites ? (['activeTab', 'scripting'] as const) : []),
      // #endregion feature: sites
    ],
    host_permissions: [
      `${frontendApi}/*`,
      // #region feature: sync-host
      ...syncHosts(env).filter((host) => host !== `${frontendApi}/*`),
      // #endregion feature: sync-host
    ],
    // #region feature: sites
    // What a person may grant, one site at a time, from the popup. Nothing of it at install.
    ...(env.sites ? { optional_host_permissions: [...GRANTABLE_HOSTS] } : {}),
    // #endregion feature: sites
    content_security_policy: {
      extension_pages: contentSecurityPolicy([
        frontendApi,
        // A backend lets this origin in by CORS, so it needs no host permission.
        ...(env.apiOrigin ? [env.apiOrigin] : []),
        ...(env.telemetry ? ['https://clerk-telemetry.com'] : []),
        ...(command === 'serve' ? DEV_SERVER : []),
      ]),
    },
  });
}

// #region feature: sync-host
/**
 * The hosts of the cookies that tell of the synced web app: its own, and on a production key the domain
 * that the Frontend API is on, with nothing below it. A sign-out on the web app changes `__client_uat` on
 * that domain alone, and Chrome tells of a cookie only whoever may see the host it is set for.
 */
function syncHosts({ syncHost, mode, frontendApiHost }: Env): string[] {
  if (!syncHost) return [];
  const apex = `https://${frontendApiHost.replace(/^clerk\./, '')}/*`;
  const isApart = mode === 'production' && frontendApiHost.startsWith('clerk.');
  return [...new Set([anyPortPattern(syncHost), ...(isApart ? [apex] : [])])];
}

/** Every port of the host. https://developer.chrome.com/docs/extensions/develop/concepts/match-patterns */
function anyPortPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}
// #endregion feature: sync-host

/**
 * Where `npm run dev` serves the pages: fixed, because the policy must name it, and beside Vite's own 5173,
 * where a web app may be.
 */
export const DEV_PORT = 5199;
const DEV_SERVER = [`http://localhost:${DEV_PORT}`, `ws://localhost:${DEV_PORT}`];

/**
 * Nothing is allowed but our own scripts, the one Frontend API and the backend, if there is one.
 * Inline styles are what Clerk's components (Emotion) write; images come from wherever an avatar is
 * hosted; `frame-ancestors` is a second lock beside the empty list of web-accessible resources.
 */
function contentSecurityPolicy(connections: string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob: https:",
    "font-src 'self'",
    `connect-src 'self' ${connections.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
