import type { Plugin } from 'vite';

/**
 * What the side panel shows first, by the file of @clerk/ui that would load it lazily: the providers
 * around every component, the drawers that stand ready beside them, and the components themselves.
 */
const SHOWN_FIRST: Record<string, readonly string[]> = {
  'providers.js': [
    'AppearanceProvider',
    'ClerkContextProvider',
    'EnvironmentProvider',
    'ModuleManagerProvider',
    'OptionsProvider',
    'Portal',
    'StyleCacheProvider',
  ],
  'drawers.js': [
    'MountedCheckoutDrawer',
    'MountedPlanDetailDrawer',
    'MountedSubscriptionDetailDrawer',
  ],
  'components.js': [
    // #region feature: organizations
    'OrganizationSwitcher',
    // #endregion feature: organizations
    'SignIn',
    'UserButton',
  ],
};

const LAZY_MODULES = /\/@clerk\/ui\/dist\/no-rhc\/lazyModules\/(\w+\.js)$/;

/**
 * Imports statically what the side panel shows first of Clerk's components. @clerk/ui imports each of
 * them by `React.lazy` when it renders it, which costs a hundred small scripts, and 300 ms each time
 * one is late: React shows what was suspended no sooner after its fallback. All the rest, such as the
 * user profile, stays lazy. What is rendered is the same.
 *
 * A version of @clerk/ui that is made differently stops the build here.
 *
 * @see https://react.dev/reference/react/Suspense
 */
export function eagerClerkUi(): Plugin {
  const toFind = new Set(Object.keys(SHOWN_FIRST));
  return {
    name: 'eager-clerk-ui',
    apply: 'build',
    buildStart() {
      for (const file of Object.keys(SHOWN_FIRST)) toFind.add(file);
    },
    transform: {
      filter: { id: LAZY_MODULES },
      handler(code, id) {
        const file = LAZY_MODULES.exec(id)?.[1] ?? '';
        const names = SHOWN_FIRST[file];
        if (!names) return null;
        toFind.delete(file);
        return { code: withStaticImports(code, names), map: null };
      },
    },
    buildEnd(error) {
      if (error || toFind.size === 0) return;
      this.error(
        `@clerk/ui has no lazyModules/${[...toFind].join(' and ')} any more, so the side panel would load it in a hundred pieces: see eager-clerk-ui.ts.`,
      );
    },
  };
}

/**
 * The code of one of Clerk's lists of lazy components with these imported statically.
 *
 * @throws {Error} when one of them is not declared as it was, as after an update of @clerk/ui.
 */
export function withStaticImports(code: string, names: readonly string[]): string {
  let eager = code;
  for (const name of names) {
    const declaration = new RegExp(
      `^const ${name} = lazy\\(\\(\\) => (.+?)\\.then\\(\\((\\w+)\\) => \\(\\{ default: \\2\\.(\\w+) \\}\\)\\)\\);$`,
      'm',
    );
    const [statement, loaded, , exported] = declaration.exec(code) ?? [];
    const source = loaded && importedFrom(loaded, code);
    if (!statement || !source) {
      throw new Error(`@clerk/ui does not load ${name} as it did: see eager-clerk-ui.ts.`);
    }
    // Still `lazy`, because these modules import each other: the import is read when it is rendered.
    // React takes what such a thenable hands over at once without suspending.
    const atOnce = `{ then: (use) => use({ default: ${name}AtOnce }) }`;
    eager = eager.replace(
      statement,
      `import { ${exported} as ${name}AtOnce } from "${source}";\nconst ${name} = lazy(() => (${atOnce}));`,
    );
  }
  return eager;
}

/** The path in `import("…")`, or in what a call such as `componentImportPaths.SignIn()` stands for. */
function importedFrom(loaded: string, code: string): string | undefined {
  const key = /^componentImportPaths\.(\w+)\(\)$/.exec(loaded)?.[1];
  const dynamicImport = String.raw`import\(\s*(?:/\*[^*]*\*/\s*)?"([^"]+)"\s*\)`;
  const pattern = key ? String.raw`^\t${key}: \(\) => ${dynamicImport}` : `^${dynamicImport}$`;
  return new RegExp(pattern, 'm').exec(key ? code : loaded)?.[1];
}
