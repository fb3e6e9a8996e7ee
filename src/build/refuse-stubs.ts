import type { Plugin } from 'vite';
import packageJson from '../../package.json' with { type: 'json' };

/** What `overrides` puts in the place of packages that nothing here may ever load. */
const STUB = 'npm:empty-npm-package@';

/** The names under which the empty package is installed: docs/supply-chain.md says why. */
export const STUBS: readonly string[] = Object.entries(packageJson.overrides)
  .filter(([, version]) => version.startsWith(STUB))
  .map(([name]) => name);

/**
 * Stops a build that would reach one of the packages installed as an empty one: it would load nothing
 * and fail in front of a user.
 */
export function refuseStubs(): Plugin {
  return {
    name: 'refuse-stubs',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer) {
      const stub = STUBS.find((name) => source === name || source.startsWith(`${name}/`));
      if (stub) {
        this.error(
          `${importer ?? 'The build'} imports ${source}, which is installed as an empty package: take ${stub} out of "overrides" in package.json if it is needed (docs/supply-chain.md).`,
        );
      }
      return null;
    },
  };
}
