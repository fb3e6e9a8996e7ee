import type { Answer } from './ask';
import { type Finding, right, wrong } from './finding';

/** Seconds that an answer's way and its `Date`, which has whole ones, may account for. */
const NOISE_SECONDS = 30;

/**
 * What this machine's clock says beside Clerk's, by an answer that has just come; nothing where it has no
 * `Date`. https://www.rfc-editor.org/rfc/rfc9110#field.date
 *
 * @param now epoch milliseconds.
 */
export function machineClock(
  { headers }: Pick<Extract<Answer, { failure: null }>, 'headers'>,
  now: number = Date.now(),
): Finding[] {
  const check = 'Clock';
  const sentAt = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(sentAt)) return [];
  // A cache on the way says how long it has kept the answer.
  const clerks = sentAt + (Number(headers.get('age')) || 0) * 1000;
  const seconds = Math.round((now - clerks) / 1000);
  if (Math.abs(seconds) <= NOISE_SECONDS) {
    return [right(check, "This machine's agrees with Clerk's.")];
  }
  const says = `This machine's is ${Math.abs(seconds)} seconds ${seconds < 0 ? 'behind' : 'ahead of'} Clerk's.`;
  return [wrong(check, says, 'Set it: by default a backend takes no token that is 5 seconds off.')];
}
