import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../command/build-extension';

const FOLDER = join(ROOT, '.github', 'workflows');
const workflows = readdirSync(FOLDER).map((name) => ({
  name,
  lines: readFileSync(join(FOLDER, name), 'utf8').split('\n'),
}));

/** A full commit, which nobody can move, and the version it is, for people. */
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

/** What a line has after `uses:`, or nothing. */
function used(line: string): string | null {
  return /^\s*(?:-\s+)?["']?uses["']?\s*:\s*(.*\S)\s*$/.exec(line)?.[1] ?? null;
}

describe.each(workflows)('$name', ({ lines }) => {
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
