import type { Machine } from './machine';

const INSTALL_TIMEOUT_MS = 10 * 60_000;

/** Whether packages can be installed without asking anybody: root on a system that has apt. */
export async function canAptInstall(machine: Machine): Promise<boolean> {
  return (
    machine.platform === 'linux' && machine.isRoot && (await machine.which('apt-get')) !== null
  );
}

/**
 * Installs Debian packages, showing apt's output, and returns whether that worked. The package
 * lists are fetched first: a fresh container image has none.
 */
export async function aptInstall(machine: Machine, packages: readonly string[]): Promise<boolean> {
  const update = await machine.runShown('apt-get', ['update'], INSTALL_TIMEOUT_MS);
  if (update.code !== 0) return false;
  const install = await machine.runShown(
    'apt-get',
    ['install', '-y', '--no-install-recommends', ...packages],
    INSTALL_TIMEOUT_MS,
  );
  return install.code === 0;
}
