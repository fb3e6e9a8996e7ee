import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { ROOT } from '../command/build-extension';
import type { Scope } from '../command/run-scoped';
import { audit } from './audit';
import { auditDemo } from './audit-demo';
import { auditTemplate } from './audit-template';
import { buildFor } from './build-configured';
import { readBuild } from './build-file';
import { forStore } from './for-store';
import { readEnv } from './read-env';
import { requireProduction } from './require-production';
import { zip } from './zip';

const RELEASE = join(ROOT, 'dist-release');

/**
 * Makes the production build, audits it, and zips it for the Chrome Web Store, in `dist-release/`. The same
 * sources and `.env` give the same bytes. Resolves to the exit code.
 */
export async function pack({ stopped, defer }: Scope): Promise<number> {
  // What is there from before must not be taken for what this run has made.
  await rm(RELEASE, { recursive: true, force: true });
  defer(async () => {
    // An interrupted build is no release either.
    if (stopped.aborted) await rm(RELEASE, { recursive: true, force: true });
  });
  const env = requireProduction(readEnv('production'));
  const outDir = join(RELEASE, 'extension');
  console.error(`Building for ${env.frontendApiHost}.`);
  await buildFor(env, { outDir, signal: stopped });
  const files = await readBuild(outDir);
  const findings = [
    ...audit(files, env),
    ...auditTemplate(files),
    // #region feature: demo
    ...auditDemo(files, env),
    // #endregion feature: demo
  ];
  for (const { rule, file, what } of findings)
    console.error(`${rule}: ${file ?? 'build'}: ${what}`);
  if (findings.length > 0) {
    console.error(
      `The audit found ${findings.length}. docs/release.md says what each rule is for and where a reviewed change is written down.`,
    );
    return 1;
  }
  const name = `${packageJson.name}-${packageJson.version}.zip`;
  const bytes = zip(forStore(files));
  const line = `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
  await mkdir(RELEASE, { recursive: true });
  await writeFile(join(RELEASE, name), bytes);
  await writeFile(join(RELEASE, `${name}.sha256`), line);
  console.error(`${files.length} files, ${bytes.length} bytes, nothing found. In dist-release/:`);
  process.stdout.write(line);
  return 0;
}
