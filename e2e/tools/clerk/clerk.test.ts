import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { ROOT } from '../../../src/build/command/build-extension';
import { listen } from '../../servers/embedded-clerk/listen';
import { addUser } from '../../support/clerk/people';

// `npm run clerk` as a process of its own.

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clerk-'));
});
afterEach(() => rm(folder, { recursive: true }));

function run(...args: string[]) {
  const child: ChildProcess = spawn(
    process.execPath,
    ['src/build/command/start.js', 'e2e/tools/clerk/run.ts', ...args],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  const ready = new Promise<void>((resolve) => {
    const collect = (chunk: Buffer) => {
      output += chunk;
      if (/^Ready\./m.test(output)) resolve();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
  });
  const exit = once(child, 'close').then(([code]) => code as number);
  return {
    output: () => output,
    exit,
    ready: () => Promise.race([ready, exit.then(() => Promise.reject(new Error(output)))]),
    stop: () => child.kill('SIGINT'),
  };
}

/** The way to the Backend API, as the file says it. */
async function accessFrom(env: string) {
  const {
    CLERK_PUBLISHABLE_KEY: publishableKey = '',
    CLERK_SECRET_KEY: secretKey = '',
    CLERK_API_URL: apiUrl = '',
    NODE_EXTRA_CA_CERTS: certificate = '',
  } = parseEnv(await readFile(env, 'utf8'));
  return {
    publishableKey,
    secretKey,
    apiUrl,
    certificate: await readFile(certificate, 'utf8'),
  };
}

const field = (output: string, name: string) =>
  new RegExp(`^ +${name} +(\\S+)`, 'm').exec(output)?.[1]?.replace(/,$/, '') ?? '';

it('serves until Ctrl-C, and is the same Clerk again with the same file', {
  timeout: 240_000,
}, async () => {
  const data = join(folder, 'clerk.json');
  const env = join(folder, '.env.clerk');
  const ada = { email: 'ada@example.com', password: 'correct horse' };
  const first = run('--port', '0', '--data', data, '--env', env);
  await first.ready();
  expect(first.output()).toMatch(/Users +demo\+clerk_test@example\.com {2}quiet-otter-lantern-42/);
  await addUser(await accessFrom(env), ada);
  first.stop();
  expect(await first.exit).toBe(0);

  const second = run('--port', '0', '--data', data, '--env', env);
  await second.ready();
  expect(second.output()).toContain('ada@example.com  (password unknown)');
  for (const name of ['Publishable key', 'Certificate pin']) {
    expect(field(second.output(), name)).toBe(field(first.output(), name));
  }
  await expect(addUser(await accessFrom(env), ada)).rejects.toMatchObject({
    errors: [{ code: 'form_identifier_exists' }],
  });
  second.stop();
  expect(await second.exit).toBe(0);
});

it('says in a sentence what it cannot do', { timeout: 240_000 }, async () => {
  const corrupt = join(folder, 'corrupt.json');
  await writeFile(corrupt, '{');
  const busy = createServer();
  onTestFinished(() => void busy.close());
  const port = await listen(busy, 0);

  for (const [args, sentence] of [
    [['--prot'], "Unknown option '--prot'"],
    [['--data', corrupt], 'It was left as it is: move it away, or choose another file.'],
    [['--port', String(port)], `Port ${port} on 127.0.0.1 is taken`],
  ] as const) {
    const { exit, output } = run(...args);
    expect(await exit).toBe(1);
    expect(output()).toContain(sentence);
    expect(output()).not.toContain('    at ');
  }
});

it('writes what an app needs, lets a server find it, and leaves nothing behind', {
  timeout: 240_000,
}, async () => {
  const env = join(folder, '.env.clerk');
  const seed = join(folder, 'seed.json');
  await writeFile(
    seed,
    JSON.stringify({
      users: [
        {
          email: 'ada@example.com',
          username: 'adalove',
          password: 'quiet-otter-lantern-42',
          firstName: 'Ada',
        },
        { phone: '+12015550101', username: 'bobby', password: 'slow-heron-candle-17' },
      ],
      organizations: [
        { name: 'Works', members: [{ email: 'ada@example.com', role: 'org:admin' }] },
      ],
    }),
  );
  const clerk = run(
    ...['--port', '0', '--env', env, '--seed', seed],
    ...['--sign-in-methods', 'username,email_address,phone_number'],
  );
  await clerk.ready();
  expect(clerk.output()).toContain('ada@example.com  quiet-otter-lantern-42');
  expect(clerk.output()).toContain('+12015550101  slow-heron-candle-17');
  expect(clerk.output()).not.toMatch(/sk_test_/);

  // A server of its own process, which is told no more than the file says.
  const script = `
    import { createClerkClient, verifyToken } from '@clerk/backend';
    const { CLERK_API_URL: apiUrl, CLERK_SECRET_KEY: secretKey, CLERK_JWT_KEY: jwtKey } = process.env;
    const clerk = createClerkClient({ apiUrl, secretKey });
    const { data: [user] } = await clerk.users.getUserList({ username: ['adalove'] });
    const session = await clerk.sessions.createSession({ userId: user.id });
    const { jwt } = await clerk.sessions.getToken(session.id);
    const { sub } = await verifyToken(jwt, { jwtKey });
    const { totalCount } = await clerk.organizations.getOrganizationList();
    console.log(JSON.stringify([user.firstName, sub === user.id, totalCount]));
  `;
  const text = await readFile(env, 'utf8');
  const certificates = /^NODE_EXTRA_CA_CERTS="(.+)"$/m.exec(text)?.[1] ?? '';
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--env-file', env, '--input-type=module', '--eval', script],
    // Node reads this one before it reads the file.
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_EXTRA_CA_CERTS: certificates } },
  );
  expect(stderr).not.toContain('Error');
  expect(JSON.parse(stdout)).toEqual(['Ada', true, 1]);

  clerk.stop();
  expect(await clerk.exit).toBe(0);
  expect(await readdir(folder)).toEqual(['seed.json']);
});

it('replaces no file that it did not write, and says what is wrong with a seed', {
  timeout: 240_000,
}, async () => {
  const env = join(folder, '.env');
  await writeFile(env, 'MINE=1');
  const seed = join(folder, 'seed.json');
  await writeFile(seed, '{ "users": [{ "email": "ada" }] }');
  const phone = join(folder, 'phone.json');
  await writeFile(
    phone,
    JSON.stringify({ users: [{ phone: '+12015550101', password: 'slow-heron-candle-17' }] }),
  );
  for (const [args, sentence] of [
    [['--seed', phone], '+12015550101 was refused: ["email_address"] data doesn\'t match'],
    [['--env', env], `${env} is there already, and is left as it is`],
    [['--seed', seed], 'seed.json is no seed file'],
  ] as const) {
    const { exit, output } = run('--port', '0', ...args);
    expect(await exit).toBe(1);
    expect(output()).toContain(sentence);
  }
  expect(await readFile(env, 'utf8')).toBe('MINE=1');
  expect((await readdir(folder)).sort()).toEqual(['.env', 'phone.json', 'seed.json']);
});
