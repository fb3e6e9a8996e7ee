import { access, constants } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../src/build/command/build-extension';
import { runProgram } from '../../../src/build/command/run-program';
import type { Scope } from '../../../src/build/command/run-scoped';
import { UserError } from '../../../src/build/command/user-error';
import type { Flags, PartName } from './flags';
import { type Goal, goalsTable, isMissed } from './goals';
import { writeFrame, writeSection } from './page';
import type { Part } from './part';
import { build } from './parts/build';
import { cold } from './parts/cold';
import { dev } from './parts/dev';
import { hours } from './parts/hours';
import { memory } from './parts/memory';
import { panel } from './parts/panel';
import { popup } from './parts/popup';
import { propagation } from './parts/propagation';
import { requests } from './parts/requests';
import { throughput } from './parts/throughput';
import { warm } from './parts/warm';
import { openStage } from './stage';

const PARTS: Record<PartName, Part> = {
  warm,
  throughput,
  cold,
  propagation,
  requests,
  hours,
  memory,
  popup,
  panel,
  dev,
  build,
};

/**
 * Measures these parts, or all of them: what a token, a start and a page cost beside what else there is, in
 * one browser. Unless it only checks, it writes each section of docs/benchmarks.md as soon as it is measured.
 * Resolves to the exit code: 1 if a goal was to be checked and is missed.
 */
export async function bench(scope: Scope, { parts: asked, check }: Flags): Promise<number> {
  const names = asked.length > 0 ? asked : Object.keys(PARTS);
  const parts = Object.entries(PARTS).filter(([name]) => names.includes(name));

  await installPeers(scope.stopped);
  console.log('Building what is measured ...');
  const stage = await openStage(scope, new Set(parts.flatMap(([, { contenders }]) => contenders)));
  const missed: Goal[] = [];
  for (const [name, { title, measure }] of parts) {
    if (scope.stopped.aborted) return 0;
    const start = performance.now();
    const { text, goals } = await measure(stage);
    missed.push(...goals.filter(isMissed));
    const beside = goals.length > 0 ? [goalsTable(goals)] : [];
    const section = `${[`## ${title}`, `\`npm run bench -- ${name}\``, text, ...beside].join('\n\n')}\n`;
    console.log(`\n${section}\n(in ${((performance.now() - start) / 1000).toFixed(0)} s)`);
    if (!check) await writeSection(section);
  }
  if (!check && asked.length === 0) {
    await writeFrame({ browser: stage.version, cores: cpus().length });
  }
  if (missed.length > 0) console.error(`Missed by more than the noise:\n\n${goalsTable(missed)}`);
  return check && missed.length > 0 ? 1 : 0;
}

/** The libraries measured beside ours are installed for the benchmark alone. */
async function installPeers(stopped: AbortSignal): Promise<void> {
  const folder = join(ROOT, 'e2e', 'tools', 'bench');
  await access(folder, constants.W_OK);
  const code = await runProgram(stopped, 'npm', ['ci', '--prefix', folder, '--silent']);
  if (code !== 0) {
    throw new UserError(
      'The libraries to compare with could not be installed: `npm ci --prefix e2e/tools/bench` says why.',
    );
  }
}
