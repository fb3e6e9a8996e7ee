/** A part of the extension that can be taken out. */
export interface Feature {
  /** Its name in the marks (`#region feature: ID`) and in the flag (`--no-ID`). */
  id: string;
  title: string;
  /** What one loses with it, in a line. */
  about: string;
  /** Files and whole folders that are its own. */
  paths: readonly string[];
  /** Scripts of package.json that have nothing to run without it. */
  scripts?: readonly string[];
  /** Packages that nothing imports without it. */
  dependencies?: readonly string[];
  /** How the names of its messages in `public/_locales` begin. */
  messages?: string;
  /** Its parts of `reviewed-manifest.json`. */
  reviewed?: readonly string[];
}

/** What `npm run init` offers to take out: each with its own entry here, so that it is offered once. */
export const FEATURES: readonly Feature[] = [
  // #region feature: demo
  {
    id: 'demo',
    title: 'Demo tab',
    about: 'a page that shows a token, the session and a backend at work',
    paths: [
      'src/demo',
      'src/ui/demo-link.tsx',
      'src/build/release/audit-demo.ts',
      'src/build/release/audit-demo.test.ts',
      'e2e/specs/pages/demo-tab.spec.ts',
      'e2e/specs/site/sample-backend.spec.ts',
      'e2e/support/journey/demo-tab.ts',
      'e2e/tools/screenshots',
      'docs/images',
    ],
    scripts: ['screenshots'],
    messages: 'demo',
  },
  // #endregion feature: demo
  // #region feature: sites
  {
    id: 'sites',
    title: 'Content scripts',
    about: 'a badge on sites that the person grants, which may have your backend asked',
    paths: [
      'src/background/dev/reload-sites.ts',
      'src/background/site',
      'src/build/content-script.ts',
      'src/config/grantable-hosts.ts',
      'src/content',
      'src/options/site-list.tsx',
      'src/options/sites.ts',
      'src/popup/site-access.tsx',
      'src/site',
      'e2e/specs/site/content-script-attacks.spec.ts',
      'e2e/specs/site/content-script.spec.ts',
      'e2e/specs/site/granted-site.ts',
      'e2e/specs/site/permission.spec.ts',
      'e2e/support/journey/badge.ts',
      'docs/content-scripts.md',
    ],
    reviewed: ['withSites'],
    messages: 'sites',
  },
  // #endregion feature: sites
  // #region feature: sync-host
  {
    id: 'sync-host',
    title: 'Shared sign-in',
    about: 'a web app and the extension that are signed in and out together',
    paths: [
      'src/background/clerk/followed-changes.ts',
      'src/background/clerk/followed-changes.test.ts',
      'src/background/clerk/sync-host.ts',
      'src/background/clerk/sync-host.test.ts',
      'src/background/clerk/throttle.ts',
      'src/background/clerk/throttle.test.ts',
      'src/build/doctor/sync-host.ts',
      'src/clerk/sync-cookie.ts',
      'src/clerk/sync-cookie.test.ts',
      'src/clerk/synced-client.ts',
      'src/clerk/synced-client.test.ts',
      'src/sidepanel/sync-host-hint.tsx',
      'src/sidepanel/sync-host-hint.css',
      'e2e/live/sync-host.spec.ts',
      'e2e/servers/web-app',
      'e2e/specs/session/sync-host.spec.ts',
      'e2e/specs/session/sync-host-from-the-panel.spec.ts',
      'e2e/specs/session/sync-host-production.spec.ts',
      'e2e/support/fixtures/synced.ts',
      'docs/sync-host.md',
    ],
    reviewed: ['withSyncHost', 'withProductionSyncHost'],
    messages: 'syncHost',
  },
  // #endregion feature: sync-host
  // #region feature: oauth
  {
    id: 'oauth',
    title: 'Sign-in with a provider',
    about: 'Google, GitHub and enterprise SSO in a window of the browser',
    paths: [
      'src/sidepanel/oauth-transport.ts',
      'src/sidepanel/oauth-transport.test.ts',
      'e2e/specs/sign-in/oauth-cases.ts',
      'e2e/specs/sign-in/oauth-forgery-cases.ts',
      'e2e/specs/sign-in/oauth-production.spec.ts',
      'e2e/specs/sign-in/oauth.spec.ts',
      'e2e/support/journey/provider.ts',
      'e2e/support/walk/provider-steps.ts',
    ],
    reviewed: ['withOAuth'],
    messages: 'oauth',
  },
  // #endregion feature: oauth
  // #region feature: languages
  {
    id: 'languages',
    title: 'Languages',
    about: 'German, Spanish, Japanese and Arabic, and the choice of one in the settings',
    paths: [
      'public/_locales/ar',
      'public/_locales/de',
      'public/_locales/es',
      'public/_locales/ja',
      'src/background/toolbar/chosen-words.ts',
      'src/config/language-key.ts',
      'src/i18n/other-languages.test.ts',
      'src/options/language-choice.tsx',
      'src/sidepanel/clerk-pack.ts',
      'src/ui/language.ts',
      'src/ui/language.test.ts',
      'e2e/specs/pages/languages.spec.ts',
      'e2e/support/journey/words-in.ts',
      'e2e/tools/screenshots/languages.ts',
    ],
    dependencies: ['@clerk/localizations'],
    messages: 'languages',
  },
  // #endregion feature: languages
  // #region feature: organizations
  {
    id: 'organizations',
    title: 'Organisations',
    about: 'the popup’s list and the panel’s switcher; tokens still name the active one',
    paths: [
      'src/popup/organization-list.tsx',
      'src/sidepanel/organization-row.tsx',
      'e2e/specs/pages/organization-list.spec.ts',
      'e2e/specs/sign-in/organization-switcher.spec.ts',
    ],
    messages: 'organizations',
  },
  // #endregion feature: organizations
];

// #region feature: template
/**
 * What is about this repository and no copy of it: the steps of its README, its figures and pictures, and
 * the tests that initialise a copy. Every `npm run init` takes it out.
 */
export const TEMPLATE: Feature = {
  id: 'template',
  title: 'Template',
  about: 'tests of the README, benchmarks',
  paths: [
    'docs/benchmarks.md',
    'e2e/tools/bench',
    'e2e/tools/docs',
    '.github/workflows/nightly.yml',
    'src/build/repository/committed-copy.ts',
    'src/build/init/command-line.ts',
    'src/build/init/command-line.test.ts',
    'src/build/init/history.ts',
    'src/build/init/history.test.ts',
    'src/build/init/init.slow-test.ts',
    'src/build/init/pairwise.ts',
    'src/build/init/pairwise.test.ts',
    'src/build/init/questions.slow-test.ts',
    'src/build/repository/test-copies.ts',
    'src/build/init/upgrade.slow-test.ts',
  ],
  scripts: ['bench', 'test:copies'],
};
// #endregion feature: template
