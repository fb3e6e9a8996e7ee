import { keepAnswers } from './kept-answers';

/**
 * Global set-up of the unit suite, which fails afterwards if an answer of the embedded Clerk is not
 * what Clerk's documents promise.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const areValid = await keepAnswers('the unit suite');
  return async () => {
    // An error thrown here is printed by Vitest, and changes nothing else.
    if (!(await areValid())) process.exitCode = 1;
  };
}
