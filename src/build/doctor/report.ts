import type { Fix } from './backend-api';
import type { Finding } from './finding';

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

/** The calls as they will be made. The secret key goes with each, and is not shown. */
export function fixesText(fixes: readonly Fix[], apiUrl: string): string {
  return fixes
    .map(({ method, path, body }) => `${method} ${apiUrl}${path}\n  ${JSON.stringify(body)}`)
    .join('\n');
}
