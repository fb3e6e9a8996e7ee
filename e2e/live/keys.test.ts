import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../src/build/command/build-extension';
import { DEFAULT_HOSTS, publishableKeyFor } from '../servers/embedded-clerk/publishable-key';
import { LiveKeysError, readLiveKeys } from './keys';

const CLERK_PUBLISHABLE_KEY = publishableKeyFor('development', DEFAULT_HOSTS.development);
const CLERK_SECRET_KEY = 'sk_test_made_up';

describe('readLiveKeys', () => {
  it('takes those of a development instance', () => {
    expect(
      readLiveKeys({ CLERK_PUBLISHABLE_KEY, CLERK_SECRET_KEY: ` ${CLERK_SECRET_KEY} ` }),
    ).toEqual({ publishableKey: CLERK_PUBLISHABLE_KEY, secretKey: CLERK_SECRET_KEY });
  });

  it.each([
    {},
    { CLERK_PUBLISHABLE_KEY },
    { CLERK_SECRET_KEY },
    { CLERK_PUBLISHABLE_KEY, CLERK_SECRET_KEY: ' ' },
  ])('does without in %j', (env) => {
    expect(readLiveKeys(env)).toBeNull();
  });

  it.each([
    {
      CLERK_PUBLISHABLE_KEY: publishableKeyFor('production', 'clerk.example.com'),
      CLERK_SECRET_KEY,
    },
    { CLERK_PUBLISHABLE_KEY, CLERK_SECRET_KEY: 'sk_live_made_up' },
    { CLERK_PUBLISHABLE_KEY: 'pk_test_x', CLERK_SECRET_KEY },
  ])('refuses any other, and repeats none', (env) => {
    expect(() => readLiveKeys(env)).toThrow(LiveKeysError);
    expect(() => readLiveKeys(env)).not.toThrow(/made_up/);
  });
});

it('npm run e2e:live says that it did not run, without keys', { timeout: 240_000 }, () => {
  const env = { ...process.env, CLERK_PUBLISHABLE_KEY: '', CLERK_SECRET_KEY: '' };
  const args = ['src/build/command/start.js', 'e2e/live/run.ts'];
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  });
  expect(stdout).toMatch(
    /^The live check did not run: set CLERK_PUBLISHABLE_KEY and CLERK_SECRET_KEY/,
  );
  expect(status).toBe(0);
});
