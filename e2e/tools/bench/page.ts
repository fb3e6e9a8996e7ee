import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../../src/build/command/build-extension';

const PAGE = join(ROOT, 'docs', 'benchmarks.md');
const FALLS_SHORT = join(ROOT, 'e2e/tools/bench/what-falls-short.md');

/**
 * Puts what a part has found out into docs/benchmarks.md, in the place of what is there of it, so that a run
 * that ends early loses nothing.
 */
export async function writeSection(section: string): Promise<void> {
  await writeFile(PAGE, withSection(await readFile(PAGE, 'utf8'), section));
}

/** Writes what is before the parts' sections, of a run that measured them all, and what is after them. */
export async function writeFrame(machine: { browser: string; cores: number }): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  const sections = page.slice(page.indexOf('\n## ') + 1);
  const framed = withSection(`${head(machine)}\n${sections}`, await readFile(FALLS_SHORT, 'utf8'));
  await writeFile(PAGE, framed);
}

/**
 * A page in Markdown with this section in the place of the one of the same heading.
 *
 * @throws {Error} when it has none.
 */
export function withSection(page: string, section: string): string {
  const [heading = ''] = section.split('\n', 1);
  const start = `\n${page}`.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`The page has no section "${heading}".`);
  const next = page.indexOf('\n## ', start);
  const end = next < 0 ? page.length : next;
  return page.slice(0, start) + section + page.slice(end);
}

const head = ({ browser, cores }: { browser: string; cores: number }) => `# Benchmarks

\`npm run bench\` measured this and wrote this page: every contender is an extension in the same
${browser}, on a machine with ${cores} cores, against the same embedded Clerk, in rounds that
take turns. The ratios are the claim; the milliseconds are that machine's. \`npm run bench -- warm\` measures
one part anew and writes its section.
`;
