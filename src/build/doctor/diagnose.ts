import { createInterface } from 'node:readline/promises';
import { loadEnv } from 'vite';
import { ROOT } from '../command/build-extension';
import type { Scope } from '../command/run-scoped';
import { createAsk } from './ask';
import { applyFix, type Fix, fixesText } from './backend-api';
import { examine, exitCodeOf } from './doctor';
import { createFetch } from './fetch';
import { type Finding, jsonReport, note, textReport } from './finding';
import type { Flags } from './flags';
import { readConfiguration } from './subject';

/**
 * Examines, mends what it may, and prints the report, alone on the standard output. Resolves to the exit
 * code.
 */
export async function diagnose({ stopped }: Scope, flags: Flags): Promise<number> {
  const configuration = readConfiguration(loadEnv(flags.mode, ROOT, ['VITE_', 'CLERK_']));
  const { subject } = configuration;
  const ask = createAsk(createFetch(subject?.env.frontendApiHost, flags.connectTo), { stopped });
  let { findings, fixes } = await examine(configuration, ask);
  if (flags.fix && subject !== null) {
    if (fixes.length === 0) console.error('There is nothing that --fix could mend.');
    else if (await mayFix(fixes, subject.apiUrl, flags.yes, stopped)) {
      const done: Finding[] = [];
      for (const fix of fixes) done.push(await applyFix(fix, subject, ask));
      ({ findings, fixes } = await examine(configuration, ask));
      findings = [...done, ...findings];
    }
  }
  if (flags.connectTo) {
    const { address, port } = flags.connectTo;
    const says = `The key's host was looked for at ${address}:${port}, whatever DNS says.`;
    findings = [note('--connect-to', says), ...findings];
  }
  console.log(flags.json ? jsonReport(findings) : textReport(findings));
  return exitCodeOf(findings);
}

/** Shows the calls, and asks whoever sits there. Without a terminal, nobody says yes. */
async function mayFix(
  fixes: readonly Fix[],
  apiUrl: string,
  yes: boolean,
  stopped: AbortSignal,
): Promise<boolean> {
  console.error(
    `These calls would be made, with CLERK_SECRET_KEY:\n\n${fixesText(fixes, apiUrl)}\n`,
  );
  if (yes) return true;
  if (!process.stdin.isTTY) {
    console.error('Not called: there is no terminal to ask at, and no --yes.');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const reply = await terminal.question('Call them? [y/N] ', { signal: stopped });
    return /^y(es)?$/i.test(reply.trim());
  } finally {
    terminal.close();
  }
}
