import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { z } from 'zod';
import { UserError } from '../../../../src/build/command/user-error';
import { State } from './state';

/** The file cannot be read, is not one of ours, or cannot be written. The message says what to do. */
export class DataFileError extends UserError {
  override name = 'DataFileError';
}

/**
 * The state kept in the file at `path`, or `null` if there is none yet. Rejects with `DataFileError` for
 * anything that is not a state as `saveState` writes it; the file is left as it is.
 */
export async function loadState(path: string): Promise<State | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new DataFileError(
      `${path} cannot be read (${codeOf(error)}): choose another file, or change its permissions.`,
    );
  }
  const parsed = State.safeDecode(parseJson(text) as z.input<typeof State>);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'the whole of it';
  throw new DataFileError(
    `${path} does not hold the state of an embedded Clerk (${where} is not as it should be). It was left as it is: move it away, or choose another file.`,
  );
}

/**
 * Replaces the file at `path` in one step, so that a crash leaves the old state or the new one. Only its
 * owner may read it: it holds private keys. Rejects with `DataFileError`.
 */
export async function saveState(path: string, state: State): Promise<void> {
  const next = `${path}.${process.pid}.next`;
  try {
    await rm(next, { force: true });
    await writeFile(next, JSON.stringify(State.encode(state)), { mode: 0o600, flag: 'wx' });
    await rename(next, path);
  } catch (error) {
    throw new DataFileError(
      `${path} cannot be written (${codeOf(error)}): choose a file in a folder that exists and is yours.`,
    );
  }
}

/**
 * Saves at most one state at a time and always the newest: any number of changes while one is being
 * saved are one more.
 *
 * @returns `changed`, to be called after each change, and `idle`, which resolves once all is saved.
 */
export function createSaver(save: () => Promise<void>, onError: (error: unknown) => void) {
  let saving: Promise<void> | null = null;
  let again = false;

  async function run(): Promise<void> {
    do {
      again = false;
      await save().catch(onError);
    } while (again);
    saving = null;
  }

  return {
    changed() {
      again = true;
      saving ??= run();
    },
    idle: () => saving ?? Promise.resolve(),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown';
}
