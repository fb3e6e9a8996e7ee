import type { Switches } from '../../config/parse-env';
import type { BuildFile } from './build-file';
import type { Finding } from './finding';

/**
 * The demo tab, if it is in a build that was not to have it.
 *
 * @param env the configuration the build was made with.
 */
export function auditDemo(files: readonly BuildFile[], env: Switches): Finding[] {
  if (env.demo) return [];
  return files
    .filter(({ path }) => /^src\/demo\/.*\.html$/.test(path))
    .map(({ path }) => ({
      rule: 'template',
      file: path,
      what: 'The demo tab is in: it is for trying out, and goes to the store by `npm run package -- --demo` only.',
    }));
}
