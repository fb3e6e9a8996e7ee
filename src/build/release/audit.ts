import type { Env } from '../../config/parse-env';
import { auditFiles } from './audit-files';
import { auditManifest } from './audit-manifest';
import { auditMarkup } from './audit-markup';
import { auditScripts } from './audit-scripts';
import type { BuildFile } from './build-file';
import { EXPLANATIONS } from './explanations';
import type { Finding } from './finding';

/**
 * Everything about a build that must not be published, or that nobody has explained; empty if it may
 * be. It reads what was built, not what was meant.
 *
 * @param env the configuration the build was made with.
 */
export function audit(
  files: readonly BuildFile[],
  env: Env,
  explanations = EXPLANATIONS,
): Finding[] {
  return [
    ...auditManifest(files, env),
    ...auditFiles(files, env),
    ...auditMarkup(files),
    ...auditScripts(files, explanations),
  ];
}
