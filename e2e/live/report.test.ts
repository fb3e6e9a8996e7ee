import { expect, it } from 'vitest';
import { liveReport, outcomesIn } from './report';

const annotations = [
  { type: 'seen', description: 'A page of accounts.example.com.' },
  { type: 'issue', description: 'elsewhere' },
];
const spec = (title: string, ...results: { status: string; duration: number }[]) => ({
  title,
  tests: [{ results, annotations: results.length > 1 ? annotations : [] }],
});

it('takes the last outcome of each test, and nothing of its error', () => {
  const failed = { status: 'failed', duration: 900, error: { message: 'typed my-password' } };
  const results = {
    suites: [
      {
        specs: [spec('by password', failed, { status: 'passed', duration: 2_400 })],
        suites: [{ specs: [spec('by code', failed), spec('never begun')] }],
      },
    ],
  };
  const outcomes = outcomesIn(results);
  expect(outcomes).toEqual([
    {
      title: 'by password',
      status: 'passed',
      seconds: 2,
      seen: 'A page of accounts.example.com.',
    },
    { title: 'by code', status: 'failed', seconds: 1, seen: '' },
    { title: 'never begun', status: 'not run', seconds: 0, seen: '' },
  ]);
  const findings = [{ check: 'Key', verdict: 'right', says: 'A development|key.' } as const];
  const report = liveReport({ findings, outcomes, chromium: 'Chromium 140.0.1' });
  expect(report).toContain('| by password | passed | 2 | A page of accounts.example.com. |');
  expect(report).toContain('| Key | right | A development\\|key. |');
  expect(report).not.toContain('my-password');
});

it('has no outcomes where Playwright wrote nothing', () => {
  expect(outcomesIn({})).toEqual([]);
});
