import type { z } from 'zod';
import { type Operation, operations, type Target } from './operations';

type Table = typeof operations;

/** The operations as functions: of the same process, or remote, where each is a promise. */
type Bound<T, Remote extends boolean> = {
  [K in keyof T]: T[K] extends Operation<infer Args, infer Result>
    ? (...args: z.input<Args>) => Remote extends true ? Promise<Awaited<Result>> : Result
    : Bound<T[K], Remote>;
};

/** The control of an instance in its own process. */
export type Control = Bound<Table, false>;

/** `Control` from another process: the same operations, each a promise. */
export type RemoteControl = Bound<Table, true>;

type AnyOperation = Operation<z.ZodType<unknown[], unknown[]>, unknown>;

/** Every operation by its name over HTTP, those of a group with its prefix: `faults.add`. */
export const operationsByName: ReadonlyMap<string, AnyOperation> = new Map(flatten(operations, ''));

function flatten(table: object, prefix: string): [string, AnyOperation][] {
  return Object.entries(table).flatMap(([key, entry]): [string, AnyOperation][] =>
    isOperation(entry) ? [[prefix + key, entry]] : flatten(entry, `${prefix}${key}.`),
  );
}

function isOperation(entry: object): entry is AnyOperation {
  return 'run' in entry;
}

/** Checks the arguments of an operation, then runs it. Throws a `ZodError` if they do not fit. */
export function runOperation(operation: AnyOperation, target: Target, args: unknown): unknown {
  return operation.run(target, operation.args.parse(args));
}

/** The control of `target`, in its own process. */
export function createControl(target: Target): Control {
  return bind<Control>((_, operation, args) => runOperation(operation, target, args));
}

/** The table of operations with `call` in the place of each. */
export function bind<T extends Control | RemoteControl>(
  call: (name: string, operation: AnyOperation, args: unknown[]) => unknown,
): T {
  const bound = (table: object, prefix: string): object =>
    Object.fromEntries(
      Object.entries(table).map(([key, entry]) => [
        key,
        isOperation(entry)
          ? (...args: unknown[]) => call(prefix + key, entry, args)
          : bound(entry, `${prefix}${key}.`),
      ]),
    );
  // The mapped type above says of each entry what this loop makes of it.
  return bound(operations, '') as T;
}
