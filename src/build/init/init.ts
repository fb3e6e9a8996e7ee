import { join } from 'node:path';
import { confirm, intro, isCancel, outro } from '@clack/prompts';
import { drawIcons, writeIcons } from '../brand/draw-icons';
import { ROOT } from '../command/build-extension';
import { lateSignal, type Scope } from '../command/run-scoped';
import { UserError } from '../command/user-error';
import { openSigningKey } from '../release/signing-key';
import { ask } from './ask';
import { commandLine } from './command-line';
import { FEATURES, TEMPLATE } from './features';
import { beginHistory } from './history';
import { readIcon } from './icon';
import { openProject, type Project } from './project';
import { rename, setKey, setPublishableKey } from './rename';
import { takeOut } from './take-out';
import { tidy, unusedFiles } from './tidy';
import type { Flags, Wishes } from './wishes';

const SIGNING_KEY = 'signing-key.pem';

/**
 * Makes the project its user's own, by `flags` and what it asks beside them. Resolves to the exit code. Where it
 * is stopped everything is as before.
 */
export async function init(
  { stopped }: Scope,
  { wishes: given, yes, dryRun }: Flags,
): Promise<number> {
  const project = openProject(ROOT, { mayBeDirty: dryRun });
  const isInteractive = !yes && process.stdin.isTTY === true && process.stdout.isTTY === true;
  if (isInteractive) intro('Make it yours');
  const wishes = isInteractive ? await ask(given) : given;
  if (wishes === null) return giveUp();
  stopped.throwIfAborted();

  await plan(project, wishes);
  console.log(summary(project, wishes));
  if (dryRun) return 0;
  if (isInteractive) {
    const isSure = await confirm({ message: 'Do it?' });
    if (isCancel(isSure) || !isSure) return giveUp();
  }
  const putBack = project.keep([SIGNING_KEY, '.env']);
  try {
    await carryOut(project, wishes, stopped);
  } finally {
    // A tool that the same Ctrl-C has ended may be quicker, and its silence be taken for an answer.
    await lateSignal(stopped);
    if (stopped.aborted) await putBack();
  }
  stopped.throwIfAborted();
  const pictures = project.files().every((path) => !path.startsWith('docs/images/'))
    ? ''
    : '\nThe pictures in docs/images are still of the template: `npm run screenshots` takes them anew.';
  const next = `Look at it with \`git diff\`, check it with \`npm test\`, try it with \`npm run demo\`.${pictures}
The same again, as an upgrade wants it (docs/upgrading.md): ${commandLine(wishes)}`;
  if (isInteractive) outro(next);
  else console.log(next);
  return 0;
}

/** All that is done in memory, so that a run that is stopped before has done nothing. */
async function plan(project: Project, wishes: Wishes): Promise<void> {
  beginHistory(project);
  takeOut(project, TEMPLATE);
  for (const feature of FEATURES)
    if (wishes.without.includes(feature.id)) takeOut(project, feature);
  rename(project, wishes);
  if (wishes.icon) await setIcon(project, readIcon(wishes.icon));
  if (wishes.publishableKey) setPublishableKey(project, wishes.publishableKey);
}

async function carryOut(project: Project, wishes: Wishes, stopped: AbortSignal): Promise<void> {
  if (wishes.ownKey) setKey(project, (await openSigningKey(join(ROOT, SIGNING_KEY))).manifestKey);
  const unusedBefore = unusedFiles(ROOT);
  await project.save();
  if (wishes.colour || wishes.icon) await writeIcons(ROOT);
  stopped.throwIfAborted();
  await tidy(ROOT, unusedBefore);
}

/** Refuses what cannot be drawn before anything is changed. */
async function setIcon(project: Project, svg: string): Promise<void> {
  await drawIcons(svg).catch((error: unknown) => {
    throw new UserError(`The icon cannot be drawn: ${error}`);
  });
  // Beside the name, of which it says nothing more.
  const isLabelled = /<svg[^>]*\saria-/.test(svg);
  const icon = isLabelled ? svg : svg.replace('<svg', '<svg aria-hidden="true"');
  project.write('public/icons/icon.svg', icon);
}

function summary(project: Project, { ownKey, colour, icon }: Wishes): string {
  const changes = project.changes();
  const removed = changes.filter(({ after }) => after === null).map(({ path }) => path);
  const folders = new Map<string, number>();
  for (const path of removed) {
    const folder = path.split('/').slice(0, 2).join('/');
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }
  return [
    ...changes.filter(({ after }) => after !== null).map(({ path }) => `  edit    ${path}`),
    ...[...folders].map(([folder, count]) =>
      count === 1
        ? `  remove  ${removed.find((path) => path.startsWith(folder))}`
        : `  remove  ${folder}, ${count} files`,
    ),
    ...(colour || icon ? ['  draw    public/icons/icon-*.png'] : []),
    ...(ownKey
      ? [
          '  make    signing-key.pem, if it is not there, and put its public half into manifest.config.ts',
        ]
      : []),
  ].join('\n');
}

function giveUp(): number {
  console.log('Nothing was changed.');
  return 1;
}
