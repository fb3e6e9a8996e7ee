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
import { fileList, nextSteps, summary } from './report';
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
  const changes = project.changes();
  console.log(summary(wishes, changes));
  if (dryRun) {
    console.log(`\n${fileList(changes)}`);
    return 0;
  }
  if (isInteractive) {
    const isSure = await confirm({ message: 'Do it?' });
    if (isCancel(isSure) || !isSure) return giveUp();
  }
  console.log('Editing ...');
  const putBack = project.keep([SIGNING_KEY, '.env']);
  try {
    await carryOut(project, wishes, stopped);
  } finally {
    // A tool that the same Ctrl-C has ended may be quicker, and its silence be taken for an answer.
    await lateSignal(stopped);
    if (stopped.aborted) await putBack();
  }
  stopped.throwIfAborted();
  const next = nextSteps(project);
  if (isInteractive) outro(next);
  else console.log(next);
  // #region feature: template
  console.log(`
An upgrade wants the same again (docs/upgrading.md):

  ${commandLine(wishes)}`);
  // #endregion feature: template
  return 0;
}

/** All that is done in memory, so that a run that is stopped before has done nothing. */
async function plan(project: Project, wishes: Wishes): Promise<void> {
  // #region feature: template
  beginHistory(project);
  takeOut(project, TEMPLATE);
  // #endregion feature: template
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

function giveUp(): number {
  console.log('Nothing was changed.');
  return 1;
}
