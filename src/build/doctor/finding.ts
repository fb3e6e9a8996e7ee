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
