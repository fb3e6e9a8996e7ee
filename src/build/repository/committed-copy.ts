import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { copyProject, runScript } from './copy-project';

/** A production key in form: clerk.example.com, which nobody has. */
const CONFIGURATION = { VITE_CLERK_PUBLISHABLE_KEY: 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k' };

/** A copy of the working tree with everything in it committed. Whatever fails in it throws. */
export interface Copy {
  folder: string;
  git(...args: string[]): string;
  commit(message: string): void;
  /** What is not as it was committed, with what git ignores, but for what tools cache. */
  changes(): string[];
  /** Runs scripts of package.json, one after the other. Resolves to what the last one printed. */
  run(...scripts: (string | string[])[]): Promise<string>;
  remove(): void;
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

/** Starts a copy of the working tree, which is the caller's to remove. */
export function startCopy(): Copy {
  const folder = copyProject();
  const env = { ...process.env, ...IDENTITY };
  const git = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      env,
    });
    if (status !== 0) throw new Error(`git ${args.join(' ')}:\n${stdout}${stderr}`);
    return stdout;
  };
  const commit = (message: string) => {
    git('add', '--all');
    git('commit', '--quiet', '--message', message);
  };
  git('init', '--quiet');
  commit('Start');
  return {
    folder,
    git,
    commit,
    changes: () =>
      git('status', '--porcelain', '--ignored')
        .split('\n')
        .filter((line) => line !== '' && !/ (node_modules|\.cache)\//.test(line)),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }),
    async run(...scripts) {
      let printed = '';
      for (const script of scripts) {
        const args = typeof script === 'string' ? [script] : script;
        const { status, stdout, stderr } = await runScript(folder, args, CONFIGURATION);
        if (status !== 0) throw new Error(`npm run ${args.join(' ')}:\n${stdout}\n${stderr}`);
        printed = stdout;
      }
      return printed;
    },
  };
}
