import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { refuseStubs, STUBS } from './refuse-stubs';

/** Builds one module that has this code. */
const buildOf = (code: string) =>
  build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      refuseStubs(),
      {
        name: 'the-module',
        resolveId: (source) => (source === '\0the-module' ? source : null),
        load: (id) => (id === '\0the-module' ? code : null),
      },
    ],
    build: { write: false, rolldownOptions: { input: '\0the-module' } },
  });

describe('refuseStubs', () => {
  it('knows the stubs of package.json', () => {
    expect(STUBS).toContain('@stripe/stripe-js');
    expect(STUBS).not.toContain('@clerk/ui');
  });

  it.each([...STUBS])('stops a build that imports %s', async (name) => {
    await expect(buildOf(`import ${JSON.stringify(name)}`)).rejects.toThrow(name);
    await expect(buildOf(`import(${JSON.stringify(`${name}/deep`)})`)).rejects.toThrow(
      'installed as an empty package',
    );
  });

  it('lets any other import be', async () => {
    await expect(buildOf('import("@stripe/stripe-js-other").catch(() => {})')).rejects.not.toThrow(
      'empty package',
    );
    await expect(buildOf('console.log(1)')).resolves.toBeDefined();
  });
});
