import type { RequestCounts } from './requests';
import type { Row } from './round-trips';

/** Times as a Markdown table. */
export function timesTable(rows: readonly Row[]): string {
  return table(
    ['', 'p50', 'p99', 'x echo'],
    rows.map(({ name, p50, p99, ratio }) => [
      name,
      p50.toFixed(2),
      p99.toFixed(2),
      ratio.toFixed(2),
    ]),
  );
}

/** Counts of requests as a Markdown table. */
export function requestsTable(rows: readonly RequestCounts[]): string {
  return table(
    ['', 'latency', 'tokens asked for', 'requests', 'of them for a token'],
    rows.map((row) => [
      row.name,
      `${row.latencyMs} ms`,
      `${row.asks}`,
      `${row.requests}`,
      `${row.tokenCalls}`,
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
