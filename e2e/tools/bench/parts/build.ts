import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildExtension, ROOT } from '../../../../src/build/command/build-extension';
import { folderSize, gzipSize, PART_SIZES, SIZE_BUDGETS } from '../../sizes/sizes';
import type { Part } from '../part';
import { median } from '../statistics';
import { table } from '../tables';

const BUILDS = 3;

/** What is built, and what it takes to build it. */
export const build: Part = {
  title: 'Sizes, build and install',
  contenders: ['ours, SDK at boot'],
  async measure({ clerk, asker }) {
    const scratch = await mkdtemp(join(tmpdir(), 'clerk-extension-bench-'));
    try {
      const dist = join(scratch, 'dist');
      const builds: number[] = [];
      for (let count = 0; count < BUILDS; count += 1) {
        const start = performance.now();
        await buildExtension({ publishableKey: clerk.publishableKey, outDir: dist });
        builds.push((performance.now() - start) / 1000);
      }
      const rows: unknown[][] = [];
      for (const [part, measure] of Object.entries(PART_SIZES)) {
        const size = ((await measure(dist)) / 1000).toFixed(1);
        rows.push([part, size, SIZE_BUDGETS[part as keyof typeof SIZE_BUDGETS]]);
      }
      const atBoot = await gzipSize(asker('ours, SDK at boot').folder, ['service-worker.js']);
      rows.push(['the worker, were the SDK in it', (atBoot / 1000).toFixed(1), '']);

      const install = await timeInstall(scratch);
      const text = `kB after gzip, the package as a zip.

${table(['', 'weighs', 'budget'], rows)}

\`vite build\` takes ${median(builds).toFixed(1)} s, median of ${BUILDS}. \`npm ci\` took ${install.seconds.toFixed(0)} s with npm's cache as it was, for ${install.packages} packages of
${install.megabytes} MB.`;
      return { text, goals: [] };
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
};

async function timeInstall(folder: string) {
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
    await cp(join(ROOT, file), join(folder, file));
  }
  const start = performance.now();
  await promisify(execFile)('npm', ['ci', '--silent', '--include=dev'], { cwd: folder });
  const seconds = (performance.now() - start) / 1000;
  const installed = JSON.parse(
    await readFile(join(folder, 'node_modules/.package-lock.json'), 'utf8'),
  );
  return {
    seconds,
    packages: Object.keys(installed.packages).length,
    megabytes: Math.round((await folderSize(join(folder, 'node_modules'))) / 1e6),
  };
}
