import { describe, expect, it } from 'vitest';
import { parseEnv } from '../../config/parse-env';
import { audit } from './audit';
import type { BuildFile } from './build-file';
import { EXPLANATIONS, type Explanation } from './explanations';
import type { Finding } from './finding';

const KEY = `pk_live_${btoa('clerk.example.com$')}`;
const TEST_KEY = `pk_test_${btoa('happy-otter-1.clerk.accounts.dev$')}`;
const env = parseEnv({ VITE_CLERK_PUBLISHABLE_KEY: KEY });

const MANIFEST = {
  manifest_version: 3,
  name: 'x',
  version: '1.0.0',
  key: 'anything',
  minimum_chrome_version: '140',
  incognito: 'not_allowed',
  action: { default_popup: 'src/popup/index.html', default_title: 'x' },
  options_ui: { page: 'src/options/index.html', open_in_tab: true },
  commands: {
    _execute_action: { suggested_key: { default: 'Alt+Shift+K' } },
    'open-side-panel': {
      suggested_key: { default: 'Alt+Shift+S' },
      description: '__MSG_commandOpenSidePanel__',
    },
  },
  side_panel: { default_path: 'src/sidepanel/index.html' },
  background: { service_worker: 'service-worker.js' },
  permissions: [
    'storage',
    'sidePanel',
    'contextMenus',
    // #region feature: oauth
    'identity',
    // #endregion feature: oauth
  ],
  host_permissions: ['https://clerk.example.com/*'],
  content_security_policy: {
    extension_pages:
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; font-src 'self'; connect-src 'self' https://clerk.example.com; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  },
};
const CSP = MANIFEST.content_security_policy.extension_pages;

const GOOD: Record<string, string> = {
  'manifest.json': JSON.stringify(MANIFEST),
  'service-worker.js': `const key='${KEY}';console.log(key)`,
  'src/popup/index.html':
    '<!doctype html><link rel="stylesheet" href="/assets/a.css"><script type="module" src="/assets/a.js"></script>',
  'assets/a.js': 'import{b}from"./b.js";b();import("./c.js");',
  'assets/a.css': 'a{background:url(data:image/png;base64,AA==)}',
};

/** What the audit says of a build that is good but for `changes`. */
function auditWith(
  changes: Record<string, string>,
  { for: configuration = env, explanations = [] as Explanation[] } = {},
): Finding[] {
  const files: BuildFile[] = Object.entries({ ...GOOD, ...changes }).map(([path, text]) => ({
    path,
    bytes: new TextEncoder().encode(text),
  }));
  return audit(files, configuration, explanations);
}

const manifestWith = (more: object) => ({
  'manifest.json': JSON.stringify({ ...MANIFEST, ...more }),
});
const policy = (text: string) =>
  manifestWith({ content_security_policy: { extension_pages: text } });

it('finds nothing in a good build', () => {
  expect(auditWith({})).toEqual([]);
});

describe('scripts', () => {
  it.each([
    ['remote-import', 'import("https://cdn.example.com/x")'],
    ['remote-import', 'import x from "https://cdn.example.com/x";x()'],
    ['remote-import', 'export * from "//cdn.example.com/x"'],
    ['remote-import', 'import(name)'],
    ['remote-import', 'import(`./${' + 'name}.js`)'],
    ['script-element', 'document.createElement("script")'],
    ['script-element', 'd.createElement(`SCRIPT`)'],
    ['script-element', 'd["createElement"]("script")'],
    ['script-element', 'd?.createElement?.("script")'],
    ['script-element', 'd.createElementNS("http://www.w3.org/1999/xhtml","script")'],
    ['eval', 'eval("1")'],
    ['eval', '(0,eval)("1")'],
    ['eval', 'window.eval(x)'],
    ['eval', 'new Function("return 1")'],
    ['eval', 'Function("return 1")()'],
    ['eval', 'globalThis["Function"](x)'],
    ['eval', '(()=>{}).constructor.constructor("x")()'],
    ['eval', 'setTimeout("x()",1)'],
    ['worker', 'new Worker(u)'],
    ['worker', 'importScripts(u)'],
    ['worker', 'navigator.serviceWorker.register(u)'],
    ['loader-url', 'const u="https://cdn.example.com/clerk.browser.js"'],
    ['loader-url', 'const u="//cdn.example.com/x.mjs?v=1"'],
    ['loader-url', 'const u=`https://${' + 'host}/v1/x.js`'],
    ['loader-url', 'const u="https://js.stripe.com/v3"'],
    ['loader-url', 'const u="https://challenges.cloudflare.com/turnstile/v0/api"'],
    ['loader-url', 'const u="data:text/javascript,1"'],
    ['loader-url', 'x.innerHTML="<script>1</"+"script>"'],
  ])('%s: %s', (rule, code) => {
    expect(auditWith({ 'assets/bad.js': code })).toEqual([
      expect.objectContaining({ rule, file: 'assets/bad.js' }),
    ]);
  });

  it.each([
    'x.evaluate("1");retrieval(x);React.createElement("div")',
    'setTimeout(()=>{},1)',
    'const u="https://clerk.com/docs/telemetry"',
    '// import("https://cdn.example.com/x.js")',
    'x instanceof Function;typeof eval',
  ])('lets through %s', (code) => {
    expect(auditWith({ 'assets/fine.js': code })).toEqual([]);
  });

  it('refuse a file that is not JavaScript', () => {
    expect(() => auditWith({ 'assets/bad.js': '}' })).toThrow();
  });

  const explanation: Explanation = {
    rule: 'eval',
    near: /eval\("1"\)/,
    count: 1,
    reason: 'a test',
  };

  it('an explanation lets through as many as it explains', () => {
    const explanations = [explanation];
    expect(auditWith({ 'assets/a.js': 'eval("1")' }, { explanations })).toEqual([]);
    expect(auditWith({ 'assets/a.js': 'eval("1");eval("1")' }, { explanations })).toEqual([
      expect.objectContaining({ rule: 'eval' }),
    ]);
    expect(auditWith({ 'assets/a.js': 'eval("1");eval("2")' }, { explanations })).toEqual([
      expect.objectContaining({ rule: 'eval', what: expect.stringContaining('eval("2")') }),
    ]);
  });

  it('an explanation of what is gone is a finding', () => {
    expect(auditWith({}, { explanations: [explanation] })).toEqual([
      expect.objectContaining({ rule: 'stale-explanation' }),
    ]);
  });

  it('every explanation says why', () => {
    for (const { reason, count } of EXPLANATIONS) {
      expect(reason.length).toBeGreaterThan(40);
      expect(count).toBeGreaterThan(0);
    }
  });
});

describe('pages and styles', () => {
  it.each([
    ['src/popup/index.html', '<script src="https://cdn.example.com/x"></script>'],
    ['src/popup/index.html', '<script src=//cdn.example.com/x></script>'],
    ['src/popup/index.html', '<script>alert(1)</script>'],
    ['src/popup/index.html', '<link rel="stylesheet" href="https://fonts.example.com/a">'],
    ['src/popup/index.html', '<iframe src="https://example.com"></iframe>'],
    ['src/popup/index.html', '<body onload="x()">'],
    ['src/popup/index.html', '<base href="/elsewhere/">'],
    ['src/popup/index.html', '<a href="javascript:x()">x</a>'],
    ['assets/a.css', '@import "https://fonts.example.com/a";'],
    ['assets/a.css', 'a{background:url(//example.com/pixel.png)}'],
    ['icons/a.svg', '<svg><script>1</script></svg>'],
  ])('markup: %s %s', (path, text) => {
    expect(auditWith({ [path]: text })).toEqual([
      expect.objectContaining({ rule: 'markup', file: path }),
    ]);
  });
});

describe('files', () => {
  it.each([
    ['source-map', 'assets/a.js.map', '{}'],
    ['source-map', 'assets/a.js', '1;\n//# sourceMappingURL=a.js.map'],
    ['source-map', 'assets/a.css', 'a{}/*# sourceMappingURL=data:application/json,{} */'],
    ['file', '.env', 'A=1'],
    ['file', 'assets/.htaccess', ''],
    ['file', 'signing-key.pem', ''],
    ['file', 'assets/a.wasm', ''],
    ['file', 'assets/a.ts', ''],
  ])('%s: %s', (rule, path, text) => {
    expect(auditWith({ [path]: text })).toEqual([expect.objectContaining({ rule, file: path })]);
  });
});

describe('keys', () => {
  const complaints = (changes: Record<string, string>, configuration = env) =>
    auditWith(changes, { for: configuration }).map(({ rule, what }) => `${rule}: ${what}`);

  it('a test key in a production build', () => {
    expect(complaints({ 'assets/a.js': `k="${TEST_KEY}"` })).toEqual([
      "key: a development key for happy-otter-1.clerk.accounts.dev, not this build's",
    ]);
  });

  it('the key of another production instance', () => {
    const other = `pk_live_${btoa('clerk.example.org$')}`;
    expect(complaints({ 'assets/a.js': `k="${other}"` })).toEqual([
      "key: a production key for clerk.example.org, not this build's",
    ]);
  });

  it('a build for a development instance', () => {
    const forTest = parseEnv({
      VITE_CLERK_PUBLISHABLE_KEY: `pk_test_${btoa('clerk.example.com$')}`,
    });
    expect(complaints({ 'service-worker.js': `k="${forTest.publishableKey}"` }, forTest)).toEqual([
      'key: built with a development key (pk_test_)',
    ]);
  });

  it('a build without its key', () => {
    expect(complaints({ 'service-worker.js': '' })).toEqual([
      'key: no script has the key for clerk.example.com',
    ]);
  });

  it.each([
    `sk_live_${'a1'.repeat(12)}`,
    `sk_test_${'a1'.repeat(12)}`,
    `whsec_${'a1'.repeat(12)}`,
    '-----BEGIN PRIVATE KEY-----\\nMIIE',
  ])('a secret, which is not repeated: %s', (secret) => {
    const said = complaints({
      'assets/a.js': `k="${secret.replace('\\n', '\n')}"`.replace(/"/g, '`'),
    });
    expect(said).toEqual(['key: a secret key']);
  });

  it('the mere prefix is no key', () => {
    expect(complaints({ 'assets/a.js': 'k="pk_test_... or pk_live_, not sk_live_"' })).toEqual([]);
  });
});

describe('the manifest', () => {
  it.each([
    ['a permission', { permissions: ['storage', 'sidePanel', 'contextMenus', 'identity', 'tabs'] }],
    ['an optional permission', { optional_permissions: ['tabs'] }],
    ['a host', { host_permissions: ['https://clerk.example.com/*', 'https://example.com/*'] }],
    ['an optional host', { optional_host_permissions: ['https://example.org/*'] }],
    ['web-accessible resources', { web_accessible_resources: [{ resources: ['*'], matches: [] }] }],
    ['an open door', { externally_connectable: { matches: ['https://example.com/*'] } }],
    ['a content script', { content_scripts: [{ matches: ['<all_urls>'], js: ['a.js'] }] }],
    ['a sandbox', { sandbox: { pages: ['a.html'] } }],
    ['an override', { chrome_url_overrides: { newtab: 'a.html' } }],
    ['a module worker', { background: { service_worker: 'service-worker.js', type: 'module' } }],
    ['another popup', { action: { default_popup: 'other.html' } }],
    ['an older Chrome', { minimum_chrome_version: '88' }],
    ['an empty new key', { commands: {} }],
    [
      'another policy',
      { content_security_policy: { extension_pages: CSP, sandbox: "script-src 'unsafe-eval'" } },
    ],
  ])('%s', (_name, more) => {
    const findings = auditWith(manifestWith(more));
    expect(findings.length).toBeGreaterThan(0);
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['manifest']));
  });

  it.each([
    ['a looser policy', CSP.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")],
    ['a first directive before ours', `script-src *; ${CSP}`],
    ['another host', CSP.replace('connect-src', 'connect-src https://example.org')],
    ['a missing directive', CSP.replace("; frame-ancestors 'none'", '')],
    ['no policy', ''],
  ])('%s', (_name, text) => {
    const findings = auditWith(policy(text));
    expect(findings.length).toBeGreaterThan(0);
    expect(findings[0]?.rule).toBe('manifest');
  });

  it('no manifest', () => {
    const files = [{ path: 'a.js', bytes: new TextEncoder().encode(`k='${KEY}'`) }];
    expect(audit(files, env, [])).toEqual([{ rule: 'manifest', what: expect.any(String) }]);
  });

  it('something gone', () => {
    const permissions = MANIFEST.permissions.filter((one) => one !== 'sidePanel');
    expect(auditWith(manifestWith({ permissions }))).toEqual([
      expect.objectContaining({ what: 'gone: permissions[] = "sidePanel"' }),
    ]);
  });

  // #region feature: sync-host
  it('a sync host adds what was reviewed for it, and only then', () => {
    const synced = parseEnv({
      VITE_CLERK_PUBLISHABLE_KEY: KEY,
      VITE_CLERK_SYNC_HOST: 'https://example.com',
    });
    const manifest = manifestWith({
      permissions: [...MANIFEST.permissions, 'cookies'],
      host_permissions: ['https://clerk.example.com/*', 'https://example.com/*'],
    });
    expect(auditWith(manifest, { for: synced })).toEqual([]);
    expect(auditWith(manifest).map(({ what }) => what)).toEqual([
      'added: permissions[] = "cookies"',
      'added: host_permissions[] = "https://example.com/*"',
    ]);
    expect(auditWith({}, { for: synced }).length).toBe(2);
  });
  // #endregion feature: sync-host

  it('a backend and telemetry add what was reviewed for them, and only then', () => {
    const everything = parseEnv({
      VITE_CLERK_PUBLISHABLE_KEY: KEY,
      VITE_API_ORIGIN: 'https://api.example.com',
      VITE_CLERK_TELEMETRY: 'on',
    });
    const manifest = manifestWith({
      content_security_policy: {
        extension_pages: CSP.replace(
          'connect-src',
          'connect-src https://api.example.com https://clerk-telemetry.com',
        ),
      },
    });
    expect(auditWith(manifest, { for: everything })).toEqual([]);
    expect(auditWith(manifest).map(({ what }) => what)).toEqual([
      'added: content_security_policy.connect-src[] = "https://api.example.com"',
      'added: content_security_policy.connect-src[] = "https://clerk-telemetry.com"',
    ]);
    expect(auditWith({}, { for: everything }).length).toBe(2);
  });

  // #region feature: sites
  it('sites add what was reviewed for them, and only then', () => {
    const withSites = parseEnv({
      VITE_CLERK_PUBLISHABLE_KEY: KEY,
      VITE_API_ORIGIN: 'https://api.example.com',
      VITE_SITES: 'on',
    });
    const manifest = manifestWith({
      permissions: [...MANIFEST.permissions, 'activeTab', 'scripting'],
      optional_host_permissions: ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'],
      content_security_policy: {
        extension_pages: CSP.replace('connect-src', 'connect-src https://api.example.com'),
      },
    });
    expect(auditWith(manifest, { for: withSites })).toEqual([]);
    expect(auditWith(manifest).length).toBe(6);
    expect(auditWith({}, { for: withSites }).length).toBe(6);
  });
  // #endregion feature: sites
});
