import { readFile } from 'node:fs/promises';
import { createElement, lazy, Suspense } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { eagerClerkUi, withStaticImports } from './eager-clerk-ui';

const LIST = `import { lazy } from "react";
const componentImportPaths = {
	SignIn: () => import(
		/* webpackChunkName: "signin" */
		"../components/SignIn/index.js"
),
	SignUp: () => import("../components/SignUp/index.js")
};
const SignIn = lazy(() => componentImportPaths.SignIn().then((module) => ({ default: module.SignIn })));
const SignUp = lazy(() => componentImportPaths.SignUp().then((module) => ({ default: module.SignUp })));
const DrawerRoot = lazy(() => import("../elements/Drawer.js").then((m) => ({ default: m.Drawer })));
`;

describe('withStaticImports', () => {
  it('imports what is named and leaves the rest lazy', () => {
    const eager = withStaticImports(LIST, ['SignIn', 'DrawerRoot']);
    expect(eager).toContain(
      'import { SignIn as SignInAtOnce } from "../components/SignIn/index.js";',
    );
    expect(eager).toContain('import { Drawer as DrawerRootAtOnce } from "../elements/Drawer.js";');
    expect(eager.match(/^const \w+ = lazy\(\(\) => \w+/gm)).toHaveLength(1);
  });

  it('makes React render it without a fallback', () => {
    const code = withStaticImports(LIST, ['SignIn']).replace(/^import .*$/gm, '');
    const evaluate = new Function('lazy', 'SignInAtOnce', `${code}; return SignIn;`);
    const SignIn = evaluate(lazy, () => 'the form');
    const html = renderToStaticMarkup(createElement(Suspense, null, createElement(SignIn)));
    expect(html).toBe('the form');
  });

  it.each([
    ['a component is gone', LIST.replaceAll('SignIn', 'LogIn')],
    ['a component is found otherwise', LIST.replace('SignIn: () =>', 'SignIn: async () =>')],
    ['a component is made otherwise', LIST.replace('lazy(() => comp', 'lazily(() => comp')],
  ])('refuses a list where %s', (_, code) => {
    expect(() => withStaticImports(code, ['SignIn'])).toThrow('does not load SignIn as it did');
  });

  it('knows every provider that stands around each component', async () => {
    const code = await readFile(
      'node_modules/@clerk/ui/dist/no-rhc/lazyModules/providers.js',
      'utf8',
    );
    const lazies = [...code.matchAll(/^const (\w+) = lazy/gm)].map(([, name]) => name ?? '');
    const around = code.slice(code.indexOf('const LazyProviders'), code.indexOf('const LazyModal'));
    const used = lazies.filter((name) => around.includes(`jsx(${name},`));
    const eager = withStaticImports(code, used);
    expect(used).toHaveLength(7);
    expect(used.filter((name) => !eager.includes(` as ${name}AtOnce }`))).toEqual([]);
  });
});

describe('eagerClerkUi', () => {
  it('stops the build of a @clerk/ui that has no such lists, and says so', async () => {
    const renamed = build({
      configFile: false,
      logLevel: 'silent',
      plugins: [
        eagerClerkUi(),
        {
          name: 'renamed-ui',
          resolveId: (id) => (id === 'entry' ? '/@clerk/ui/dist/no-rhc/lazyModules/all.js' : null),
          load: (id) => (id.endsWith('all.js') ? 'export {};' : null),
        },
      ],
      build: { write: false, rolldownOptions: { input: 'entry' } },
    });
    await expect(renamed).rejects.toThrow('@clerk/ui has no lazyModules/providers.js and');
  });
});
