import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../command/user-error';

/** A file as it will be, next to how it is: `null` for one that is not there. */
export interface Change {
  path: string;
  before: string | null;
  after: string | null;
}

/** The project's text files, changed in memory first: nothing is written before `save`. */
export class Project {
  readonly #after = new Map<string, string | null>();

  readonly #root: string;
  readonly #paths: readonly string[];

  /** @param paths its files, from `root`. */
  constructor(root: string, paths: readonly string[]) {
    this.#root = root;
    this.#paths = paths;
  }

  /** The files that are there, with what has been changed so far. */
  files(): string[] {
    const all = new Set([...this.#paths, ...this.#after.keys()]);
    return [...all].filter((path) => this.#after.get(path) !== null).sort();
  }

  /** The text of a file; `null` where there is none. */
  read(path: string): string | null {
    const changed = this.#after.get(path);
    return changed === undefined ? this.#before(path) : changed;
  }

  /** Replaces a file's text by what `edit` makes of it; nothing where there is no such file. */
  edit(path: string, edit: (text: string) => string): void {
    const text = this.read(path);
    if (text !== null) this.write(path, edit(text));
  }

  write(path: string, text: string): void {
    this.#after.set(path, text);
  }

  /** Removes a file, or a folder with all that is in it. */
  remove(path: string): void {
    for (const file of this.files()) {
      if (file === path || file.startsWith(`${path}/`)) this.#after.set(file, null);
    }
  }

  /** What `save` would do. */
  changes(): Change[] {
    return [...this.#after]
      .map(([path, after]) => ({ path, before: this.#before(path), after }))
      .filter(({ before, after }) => before !== after)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async save(): Promise<void> {
    for (const { path, after } of this.changes()) {
      const file = join(this.#root, path);
      if (after === null) await removeFile(this.#root, path);
      else {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, after);
      }
    }
  }

  /**
   * Keeps every file as it is. What it returns puts them back, whatever has changed them or removed them.
   *
   * @param others files that git does not know, which may be there or not.
   */
  keep(others: readonly string[]): () => Promise<void> {
    const files = [...this.#paths, ...others].map((path) => {
      const file = join(this.#root, path);
      const stats = statSync(file, { throwIfNoEntry: false });
      return { file, mode: stats?.mode, content: stats?.isFile() ? readFileSync(file) : null };
    });
    return async () => {
      for (const { file, mode, content } of files) {
        if (mode === undefined) await rm(file, { force: true });
        else if (content && !(await readFile(file).catch(() => null))?.equals(content)) {
          await mkdir(dirname(file), { recursive: true });
          await writeFile(file, content, { mode });
        }
      }
    };
  }

  #before(path: string): string | null {
    const file = join(this.#root, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  }
}

/**
 * The project in `root`, as git knows it.
 *
 * @throws {UserError} where there is no git, or something is not committed: `git diff` is to show what was
 * done here and nothing else, and `git checkout .` to undo it.
 */
export function openProject(root: string, { mayBeDirty }: { mayBeDirty: boolean }): Project {
  const listed = git(root, 'ls-files', '-z');
  if (listed === null) {
    throw new UserError(
      'This edits the sources, and git is what shows and undoes that: run `git init && git add -A && git commit -m "Start"` first.',
    );
  }
  if (!mayBeDirty && git(root, 'status', '--porcelain') !== '') {
    throw new UserError(
      'There are changes that are not committed: commit or stash them first, so that `git diff` shows what was done here and nothing else. (--dry-run changes nothing, and may be run at any time.)',
    );
  }
  const paths = listed.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
  return new Project(root, paths);
}

/** Removes a file, and each folder that it leaves empty. */
async function removeFile(root: string, path: string): Promise<void> {
  await rm(join(root, path));
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    if ((await readdir(join(root, folder))).length > 0) return;
    await rmdir(join(root, folder));
  }
}

function git(root: string, ...args: string[]): string | null {
  const { status, stdout } = spawnSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return status === 0 ? stdout : null;
}
