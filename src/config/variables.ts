type Switch = { name: string; byDefault: 'on' | 'off' };

/**
 * What is on or off, by which variable, and what holds where that is left out.
 *
 * A part between `#region feature:` and `#endregion feature:` goes when `npm run init` takes the feature out.
 */
export const SWITCHES = {
  // #region feature: oauth
  /** Whether people may sign in with a provider, such as Google or their company's SSO. */
  oauth: { name: 'VITE_CLERK_OAUTH', byDefault: 'on' },
  // #endregion feature: oauth
  /** Whether Clerk's SDK may report usage to Clerk; it does so for development instances only. */
  telemetry: { name: 'VITE_CLERK_TELEMETRY', byDefault: 'off' },
  // #region feature: demo
  /** Whether the demo tab is in, and the links to it. The store's package leaves it out. */
  demo: { name: 'VITE_DEMO', byDefault: 'on' },
  // #endregion feature: demo
  // #region feature: sites
  /** Whether sites that the person grants may have the backend asked, by a content script. */
  sites: { name: 'VITE_SITES', byDefault: 'off' },
  // #endregion feature: sites
} as const satisfies Record<string, Switch>;

/** What is said in so many words, and by which variable; see `Env` for what each is. */
const TEXTS = {
  publishableKey: 'VITE_CLERK_PUBLISHABLE_KEY',
  // #region feature: sync-host
  syncHost: 'VITE_CLERK_SYNC_HOST',
  // #endregion feature: sync-host
  apiOrigin: 'VITE_API_ORIGIN',
  apiPrefix: 'VITE_API_PREFIX',
  extensionKey: 'VITE_EXTENSION_KEY',
} as const;

/** A configuration before it is checked. What is left out is as by default. */
export type Settings = { [Name in keyof typeof SWITCHES]?: boolean } & {
  [Name in keyof typeof TEXTS]?: string;
};

/** Every variable, as these settings have it, so that no other value of the environment's holds. */
export function toVariables(settings: Settings): Record<string, string> {
  const switches: [keyof typeof SWITCHES, Switch][] = entries(SWITCHES);
  return Object.fromEntries([
    ...switches.map(([key, { name, byDefault }]) => [
      name,
      (settings[key] ?? byDefault === 'on') ? 'on' : 'off',
    ]),
    ...entries(TEXTS).map(([key, name]) => [name, settings[key] ?? '']),
  ]);
}

/** `Object.entries`, which forgets the keys' type. */
function entries<Of extends object>(of: Of): [keyof Of, Of[keyof Of]][] {
  return Object.entries(of) as [keyof Of, Of[keyof Of]][];
}
