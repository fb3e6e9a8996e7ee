import type { Finding } from '../../src/build/doctor/finding';

/** What came of one test, and what it says that it saw, or why it was skipped. */
export type Outcome = { title: string; status: string; seconds: number; seen: string };

/** The kind of annotation by which a test says what it saw. It names no address and nothing secret. */
export const SEEN = 'seen';

type Suite = { specs?: Spec[]; suites?: Suite[] };
type Spec = {
  title: string;
  tests: {
    results: { status: string; duration: number }[];
    annotations?: { type: string; description?: string }[];
  }[];
};

/**
 * The outcomes in what Playwright's JSON reporter writes. Of an error nothing is taken: its text quotes what
 * was typed. https://playwright.dev/docs/api/class-testresult
 */
export function outcomesIn({ specs = [], suites = [] }: Suite): Outcome[] {
  return [
    ...specs.map(({ title, tests }) => {
      const last = tests.at(-1)?.results.at(-1);
      return {
        title,
        status: last?.status ?? 'not run',
        seconds: Math.round((last?.duration ?? 0) / 1000),
        seen: (tests.at(-1)?.annotations ?? [])
          .filter(({ type }) => type === SEEN || type === 'skip')
          .map(({ description }) => description ?? '')
          .join(' '),
      };
    }),
    ...suites.flatMap(outcomesIn),
  ];
}

/**
 * A report in Markdown, to be pasted into an issue. It names the instance's host and the extension's id, which
 * are public, and no key, token, address or password.
 */
export function liveReport({
  findings,
  outcomes,
  chromium,
}: {
  findings: readonly Finding[];
  outcomes: readonly Outcome[];
  /** Its name and version, as it says them. */
  chromium: string;
}): string {
  return [
    '### npm run e2e:live',
    '',
    `${chromium}, Node ${process.versions.node}, ${process.platform}`,
    '',
    ...table(
      ['Test', 'Outcome', 'Seconds', 'Seen'],
      outcomes,
      ({ title, status, seconds, seen }) => [title, status, String(seconds), seen],
    ),
    '',
    ...table(['Doctor', 'Verdict', 'Found'], findings, ({ check, verdict, says }) => [
      check,
      verdict,
      says,
    ]),
  ].join('\n');
}

function table<Row>(head: string[], rows: readonly Row[], cells: (row: Row) => string[]): string[] {
  const line = (parts: string[]) =>
    `| ${parts.map((part) => part.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(cells(row)))];
}
