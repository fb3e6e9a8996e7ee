/**
 * How one thing stands: `right`; `wrong`, something to mend; `unknown`, the doctor could not tell; `note`,
 * a fact that is neither, such as a sign-in method that an extension cannot offer.
 */
export type Verdict = 'right' | 'wrong' | 'unknown' | 'note';

/** One line of the report. It holds no secret, and nothing that a server sent but codes and statuses. */
export type Finding = {
  /** What was looked at, e.g. `Native API`. */
  check: string;
  verdict: Verdict;
  /** One sentence: what was found. */
  says: string;
  /** What to do about it. */
  remedy?: string;
};

export const right = (check: string, says: string): Finding => ({ check, verdict: 'right', says });

export const note = (check: string, says: string): Finding => ({ check, verdict: 'note', says });

export const wrong = (check: string, says: string, remedy: string): Finding => ({
  check,
  verdict: 'wrong',
  says,
  remedy,
});

export const unknown = (check: string, says: string, remedy?: string): Finding => ({
  check,
  verdict: 'unknown',
  says,
  ...(remedy === undefined ? {} : { remedy }),
});

/** The findings as lines: how each stands, what it is of, what was found, and below it what to do. */
export function textReport(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const indent = ' '.repeat(VERDICT_WIDTH + width + 2);
  const lines = findings.flatMap(({ verdict, check, says, remedy }) => [
    `${verdict.padEnd(VERDICT_WIDTH)} ${check.padEnd(width)} ${says}`,
    ...(remedy === undefined ? [] : [`${indent}${remedy}`]),
  ]);
  const count = (wanted: Finding['verdict']) =>
    findings.filter(({ verdict }) => verdict === wanted).length;
  const sum = `${count('right')} right, ${count('wrong')} wrong, ${count('unknown')} unknown.`;
  return [...lines, '', sum].join('\n');
}

const VERDICT_WIDTH = 'unknown'.length;

/** The findings for a program. */
export function jsonReport(findings: readonly Finding[]): string {
  return JSON.stringify({ findings }, null, 2);
}
