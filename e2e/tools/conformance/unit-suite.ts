import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANSWERS_FOLDER } from '../../servers/embedded-clerk/http/answer-log';
import { check, toText } from './check';
import { findDocuments } from './documents';

/**
 * Global set-up of the unit suite: has every embedded Clerk keep its answers, and fails the suite
 * afterwards if one is not what Clerk's documents promise. Says so where they are not at hand.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  const documents = findDocuments();
  if (process.env[ANSWERS_FOLDER]) return undefined;
  if (documents === undefined) {
    console.log("Clerk's documents are not here: the embedded Clerk's answers are not checked.");
    return undefined;
  }
  const answers = await mkdtemp(join(tmpdir(), 'clerk-answers-'));
  process.env[ANSWERS_FOLDER] = answers;
  return async () => {
    const report = await check(documents, answers);
    await rm(answers, { recursive: true });
    if (report.faults.length === 0) return;
    console.error(`Answers that are not Clerk's:\n${toText(report)}`);
    // An error thrown here is printed by Vitest, and changes nothing else.
    process.exitCode = 1;
  };
}
