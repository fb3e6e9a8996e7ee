import { runScoped, type Scope } from './run-scoped';
import { UserError } from './user-error';

/** The command line makes no sense. The message says what is wrong, and what is understood. */
export class UsageError extends UserError {
  override name = 'UsageError';
}

/** A command that is started by hand. */
export interface Command<Flags> {
  /** What `--help` prints. */
  usage: string;
  /**
   * Reads the arguments, mostly with `parseArgs` of `node:util`, whose errors become a `UsageError`.
   * It runs before anything else does.
   */
  parse(args: string[]): Flags;
  /** Does the work, and returns the exit code. */
  main(scope: Scope, flags: Flags): Promise<number>;
  /** The exit code of a command that could not do its work, 1 by default. */
  failureCode?: number;
}

/** Runs a command with this process's arguments, as `runScoped` does. */
export function runCommand<Flags>({
  usage,
  parse,
  main,
  failureCode,
}: Command<Flags>): Promise<void> {
  return runScoped(async (scope) => {
    const args = process.argv.slice(2);
    if (args.includes('--help') || args.includes('-h')) {
      console.log(usage);
      return 0;
    }
    return main(
      scope,
      readFlags(usage, () => parse(args)),
    );
  }, failureCode);
}

/** Reads flags; whatever `parseArgs` refuses is thrown as a `UsageError`. */
export function readFlags<Flags>(usage: string, parse: () => Flags): Flags {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof UsageError || isParseArgsError(error))) throw error;
    // Last, where it is seen: the usage may be longer than the terminal.
    throw new UsageError(`${usage}\n\n${error.message}`);
  }
}

/** https://nodejs.org/api/errors.html#err_parse_args_unknown_option and its neighbours. */
function isParseArgsError(error: unknown): error is Error {
  return (
    error instanceof TypeError &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('ERR_PARSE_ARGS')
  );
}
