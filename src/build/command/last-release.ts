import { spawnSync } from 'node:child_process';
import { ROOT } from './build-extension';

/** The tag of the newest release before this commit; `null` before the first, and where no tags were fetched. */
export function lastRelease(): string | null {
  // From the parent on, for this commit may be a release itself.
  const args = ['describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*', 'HEAD~1'];
  const { status, stdout } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}
