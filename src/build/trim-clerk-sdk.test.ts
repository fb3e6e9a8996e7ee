import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { withoutPasswordStrength } from './trim-clerk-sdk';

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
