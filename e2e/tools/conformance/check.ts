import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LoggedAnswer } from '../../servers/embedded-clerk/http/answer-log';
import { loadSpecification } from './documents';
import { exceptionFor, isUndocumented } from './exceptions';
import { loadRecordedShapes, shapeFaults } from './recordings';
import type { Fault, Specification } from './specification';

/**
 * The recorded one is older than the document, which allows no other keys than its own; and it is
 * the settings of another instance.
 */
const SETTINGS = '/v1/environment';

/** What came of a check; `faults` are in words, each once, with how many answers have it. */
export type Report = {
  /** How many operations Clerk documents, and how many of them were answered at all. */
  documented: number;
  answered: number;
  checked: number;
  valid: number;
  faults: string[];
};

/** Holds the answers that were logged in `answers` against Clerk's documents in `documents`. */
export async function check(documents: string, answers: string): Promise<Report> {
  const specifications = {
    fapi: await loadSpecification(documents, 'fapi'),
    bapi: await loadSpecification(documents, 'bapi'),
  };
  const recorded = await loadRecordedShapes();
  const answered = new Set<string>();
  const faults = new Map<string, number>();
  let checked = 0;
  let valid = 0;
  for await (const answer of readAnswers(answers)) {
    if (isUndocumented(answer.method, answer.path)) continue;
    const specification = specifications[answer.api];
    const operation = specification.operationOf(answer.method, answer.path);
    checked += 1;
    if (operation !== undefined) answered.add(`${answer.api} ${operation}`);
    const found = rawFaults(specification, recorded, answer).filter(
      (fault) => exceptionFor(fault) === undefined,
    );
    if (found.length === 0) valid += 1;
    for (const sentence of new Set(found.map(toSentence))) {
      faults.set(sentence, (faults.get(sentence) ?? 0) + 1);
    }
  }
  return {
    documented: specifications.fapi.operations.length + specifications.bapi.operations.length,
    answered: answered.size,
    checked,
    valid,
    faults: [...faults]
      .sort(([, a], [, b]) => b - a)
      .map(([sentence, count]) => `${count} x ${sentence}`),
  };
}

/** What is wrong with one answer, the exceptions among it. */
export function rawFaults(
  specification: Specification,
  recorded: Awaited<ReturnType<typeof loadRecordedShapes>>,
  answer: LoggedAnswer,
): Fault[] {
  return [
    ...specification.faults(answer),
    ...(recorded === undefined || answer.api === 'bapi' || answer.path === SETTINGS
      ? []
      : shapeFaults(recorded, answer.body)),
  ];
}

/** `report` as it is printed. */
export function toText({ documented, answered, checked, valid, faults }: Report): string {
  return [
    `Operations known  ${answered} of ${documented}`,
    `Answers checked   ${checked}`,
    `Answers valid     ${valid}`,
    `Faults            ${faults.length}`,
    ...faults.map((fault) => `  ${fault}`),
  ].join('\n');
}

/** The answers that were logged in `folder`, one at a time: a whole suite's fill a hundred megabytes. */
export async function* readAnswers(folder: string): AsyncGenerator<LoggedAnswer> {
  for (const name of await readdir(folder)) {
    for await (const line of createInterface({ input: createReadStream(join(folder, name)) })) {
      yield JSON.parse(line) as LoggedAnswer;
    }
  }
}

function toSentence({ operation, status, path, message }: Fault): string {
  return [operation, status || '', path, message].filter((part) => part !== '').join(' ');
}
