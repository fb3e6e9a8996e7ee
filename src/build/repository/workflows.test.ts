import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  convertWorkflowTemplate,
  NoOperationTraceWriter,
  parseWorkflow,
} from '@actions/workflow-parser';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../command/build-extension';

const FOLDER = join(ROOT, '.github', 'workflows');
const workflows = readdirSync(FOLDER).map((name) => {
  const content = readFileSync(join(FOLDER, name), 'utf8');
  return { name, content, lines: content.split('\n') };
});

/** What GitHub's own parser has against a workflow: its schema, and its expressions. */
async function complaintsAbout(name: string, content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

/** A full commit, which nobody can move, and the version it is, for people. */
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

/** What a line has after `uses:`, or nothing. */
function used(line: string): string | null {
  return /^\s*(?:-\s+)?["']?uses["']?\s*:\s*(.*\S)\s*$/.exec(line)?.[1] ?? null;
}

describe.each(workflows)('$name', ({ name, content, lines }) => {
  it('is valid, as GitHub reads it', async () => {
    expect(await complaintsAbout(name, content)).toEqual([]);
  });

  it('uses only actions pinned by their full commit', () => {
    const actions = lines.map(used).filter((action) => action !== null);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toMatch(PINNED);
    // No other way to write it has slipped past `used`.
    expect(lines.filter((line) => line.includes('uses:') || line.includes('uses"'))).toHaveLength(
      actions.length,
    );
  });

  it('starts from no more than reading', () => {
    const start = lines.findIndex((line) => line.startsWith('permissions:'));
    const [first, second] = lines.slice(start, start + 2);
    expect(`${first}\n${second}`).toMatch(/^permissions:( \{\}|\n {2}contents: read$)/);
  });

  it('runs nobody’s code beside a token that can write', () => {
    const [, jobs = ''] = content.split(/^jobs:\n/m);
    for (const job of jobs.split(/^(?= {2}\S)/m).filter((one) => /: write$/m.test(one))) {
      expect(job).not.toMatch(/\b(checkout@|npm|npx|node)\b/);
    }
  });

  it('leaves no credentials behind, runs no install script, and takes nobody else’s code as its own', () => {
    const text = lines.join('\n');
    expect(text.match(/persist-credentials: false/g)?.length).toBe(
      text.match(/actions\/checkout@/g)?.length,
    );
    expect(text.match(/npm (ci|install)(?!.* --ignore-scripts)/g)).toBeNull();
    expect(text).not.toContain('pull_request_target');
    // What is put into a script by `${{ }}` is run: only variables may reach one.
    for (const line of lines.filter((one) => /^\s*(-\s+)?run:/.test(one))) {
      expect(line).not.toContain('${{');
    }
  });
});

it('holds every suite against the same documents of Clerk’s', () => {
  const text = workflows.map(({ content }) => content).join('\n');
  const suites = text.match(/run: npm (test|run (e2e|test:\w+))\n.*\n(?= +CLERK_OPENAPI: )/g);
  expect(suites).toHaveLength(text.match(/npm (test|run (e2e|test:\w+))\b/g)?.length ?? 0);
  const commits = text.match(/repository: clerk\/openapi-specs\n +ref: [0-9a-f]{40}\n/g) ?? [];
  expect(commits).toHaveLength(suites?.length ?? 0);
  expect(new Set(commits).size).toBe(1);
});

describe('the validation', () => {
  const [{ content }] = workflows as [(typeof workflows)[0]];

  it.each([
    ['a key that there is not', content.replace('timeout-minutes:', 'timeout-minute:')],
    ['an expression that does not parse', content.replace('${{', '${{ &&')],
    ['a job without a runner', content.replace(/^ +runs-on: .*\n/m, '')],
    ['an unknown context', content.replace('github.ref', 'gitlab.ref')],
    ['text that is not YAML', `${content}\n  - : [`],
  ])('refuses %s', async (_, broken) => {
    expect(broken).not.toBe(content);
    expect(await complaintsAbout('broken.yml', broken)).not.toEqual([]);
  });
});

describe('the pin', () => {
  it.each([
    'actions/checkout@v5',
    'actions/checkout@main',
    'actions/checkout@08c6903',
    'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8',
    './.github/actions/own',
    'docker://alpine:3',
  ])('%s is none', (action) => {
    expect(used(`      - uses: ${action}`)).toBe(action);
    expect(action).not.toMatch(PINNED);
  });
});
