import { readFile } from 'node:fs/promises';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { trimClerkSdk, withoutPasswordStrength } from './trim-clerk-sdk';

/** clerk-js as webpack makes it: modules by number, and a table of those imported by name. */
const MADE_BY_WEBPACK = `var t={7(e,a,t){a.kept=1},239(e,a,t){a.zxcvbn=1},144(e,a,t){a.dictionary="trustno1"}};
let table={"@zxcvbn-ts/core":()=>x(()=>Promise.resolve().then(i.bind(i,239))),"@zxcvbn-ts/language-common":()=>x(()=>Promise.resolve().then(i.bind(i,144)))};`;

describe('withoutPasswordStrength', () => {
  it('empties the two modules and touches nothing else', () => {
    const trimmed = withoutPasswordStrength(MADE_BY_WEBPACK);
    expect(trimmed).toContain('7(e,a,t){a.kept=1}');
    expect(trimmed.split('\n')[1]).toBe(MADE_BY_WEBPACK.split('\n')[1]);
    expect(trimmed).not.toMatch('a.zxcvbn|trustno1');
    expect(trimmed).toContain('144(){throw Error("@zxcvbn-ts/language-common is left out');
  });

  it('takes over half of the SDK that is installed', async () => {
    const code = await readFile('node_modules/@clerk/clerk-js/dist/clerk.no-rhc.mjs', 'utf8');
    expect(withoutPasswordStrength(code).length).toBeLessThan(code.length / 2);
  });

  it.each([
    ['the table is gone', MADE_BY_WEBPACK.replace('"@zxcvbn-ts/core"', '"@zxcvbn-ts/other"')],
    ['a module is gone', MADE_BY_WEBPACK.replace('239(e', '240(e')],
  ])('refuses code where %s', (_, code) => {
    expect(() => withoutPasswordStrength(code)).toThrow(
      '@zxcvbn-ts/core is not where it was in clerk-js',
    );
  });
});

describe('trimClerkSdk', () => {
  it('stops the build of an SDK whose files are named otherwise, and says which', async () => {
    const renamed = build({
      configFile: false,
      logLevel: 'silent',
      plugins: [
        trimClerkSdk(),
        {
          name: 'renamed-sdk',
          resolveId: (id) => (id === 'entry' ? '/@clerk/clerk-js/dist/renamed.mjs' : null),
          load: (id) => (id.endsWith('renamed.mjs') ? 'import "@clerk/ui/no-rhc";' : null),
        },
      ],
      build: { write: false, rolldownOptions: { input: 'entry' } },
    });
    await expect(renamed).rejects.toThrow(
      'The SDK does not import /@clerk/clerk-js/dist/clerk.no-rhc.mjs any more',
    );
  });
});
