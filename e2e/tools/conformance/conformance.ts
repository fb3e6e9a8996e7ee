import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../src/build/command/build-extension';
import type { Scope } from '../../../src/build/command/run-scoped';
import { inTemporaryFolder } from '../../../src/build/command/temporary-folder';
import { ANSWERS_FOLDER } from '../../servers/embedded-clerk/http/answer-log';
import { check, toText } from './check';
import { DOCUMENTS_FOLDER, findDocuments } from './documents';

/** Checks the answers that the tests of the embedded Clerk see; resolves to the exit code. */
export async function conformance(
  { stopped, defer }: Scope,
  folder: string | undefined,
): Promise<number> {
  // Vitest writes there, and would say no more than a stack if it could not.
  await access(join(ROOT, 'node_modules'), constants.W_OK);
  if (folder !== undefined) process.env[DOCUMENTS_FOLDER] = folder;
  const documents = findDocuments();
  if (documents === undefined) {
    console.log(
      `Not checked: there are no documents of Clerk's here. Check https://github.com/clerk/openapi-specs out, and name the folder or set ${DOCUMENTS_FOLDER}.`,
    );
    return 0;
  }
  const answers = await mkdtemp(join(tmpdir(), 'clerk-answers-'));
  defer(() => rm(answers, { recursive: true }));
  const [code] = await inTemporaryFolder(async (env) => {
    const args = ['vitest', 'run', 'e2e/servers/embedded-clerk', '--reporter=dot'];
    const tests = spawn('npx', args, {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...env, [ANSWERS_FOLDER]: answers },
      signal: stopped,
    });
    return once(tests, 'close');
  });
  if (code !== 0) {
    console.error("The embedded Clerk's own tests failed: npm run test:unit -- embedded-clerk");
    return 1;
  }
  const report = await check(documents, answers);
  console.log(toText(report));
  return report.faults.length === 0 ? 0 : 1;
}
