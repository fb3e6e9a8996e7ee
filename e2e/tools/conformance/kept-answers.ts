import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANSWERS_FOLDER } from '../../servers/embedded-clerk/http/answer-log';
import { check, toText } from './check';
import { findDocuments } from './documents';

/**
 * Has every embedded Clerk that this process or a child of it starts from now on keep its answers.
 * Returns what checks them when the suite `name` is over, and resolves to whether they are all what
 * Clerk's documents promise; it prints the faults, or how many answers there were. Where the documents
 * are not at hand it says so, and where whoever set the environment variable wants the answers they
 * are left to them; both count as valid. Rejects with `DocumentsError` if they are not where the
 * environment says.
 */
export async function keepAnswers(name: string): Promise<() => Promise<boolean>> {
  if (process.env[ANSWERS_FOLDER]) return async () => true;
  const documents = findDocuments();
  if (documents === undefined) {
    console.error(
      `Clerk's documents are not here: the embedded Clerk's answers to ${name} stay unchecked.`,
    );
    return async () => true;
  }
  const answers = await mkdtemp(join(tmpdir(), 'clerk-answers-'));
  process.env[ANSWERS_FOLDER] = answers;
  // However the suite ends: Ctrl-C ends Vitest before it takes anything down.
  process.once('exit', () => rmSync(answers, { recursive: true, force: true }));
  return async () => {
    const report = await check(documents, answers);
    if (report.faults.length > 0) {
      console.error(`Answers to ${name} that are not Clerk's:\n${toText(report)}`);
    } else if (report.checked > 0) {
      console.error(`The embedded Clerk's ${report.checked} answers to ${name} are all valid.`);
    }
    return report.faults.length === 0;
  };
}
