import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../command/build-extension';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const headings = [...read('CHANGELOG.md').matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);

describe('CHANGELOG.md', () => {
  it('begins with what is not released, and has a date for all that is', () => {
    const [first, ...released] = headings;
    expect(first).toBe('[Unreleased]');
    for (const heading of released) {
      expect(heading).toMatch(/^\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d$/);
    }
  });

  it('has the version of package.json as the newest release', () => {
    const { version } = JSON.parse(read('package.json'));
    // A copy has released nothing yet.
    if (headings.length > 1) expect(headings[1]).toContain(`[${version}]`);
  });
});

describe('the release workflow', () => {
  const [, script = ''] =
    /The changelog says what is in it\n +run: \|\n((?: {10}.*\n)+)/.exec(
      read('.github/workflows/release.yml'),
    ) ?? [];

  function notesOf(tag: string, changelog: string) {
    const folder = mkdtempSync(join(tmpdir(), 'release-notes-'));
    try {
      writeFileSync(join(folder, 'CHANGELOG.md'), changelog);
      // As GitHub runs it.
      const { status } = spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
        cwd: folder,
        env: { ...process.env, GITHUB_REF_NAME: tag },
      });
      return { status, notes: readFileSync(join(folder, 'notes.md'), 'utf8').trim() };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  const CHANGELOG = [
    '## [Unreleased]',
    '## [1.10.0] - 2027-02-01',
    '### Added',
    '- Ten.',
    '## [1.1.0] - 2027-01-31',
    '- One.',
    '',
  ].join('\n');

  it('takes the tag’s section of the changelog', () => {
    expect(notesOf('v1.10.0', CHANGELOG)).toEqual({ status: 0, notes: '### Added\n- Ten.' });
    expect(notesOf('v1.1.0', CHANGELOG)).toEqual({ status: 0, notes: '- One.' });
  });

  it('refuses a tag that the changelog does not have', () => {
    expect(notesOf('v1.2.0', CHANGELOG).status).not.toBe(0);
    expect(notesOf('v1.2.0', `${CHANGELOG}## [1.2.0] - 2027-03-01\n\n`).status).not.toBe(0);
  });
});
