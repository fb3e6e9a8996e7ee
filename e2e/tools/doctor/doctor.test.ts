import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, buildConnector, fetch } from 'undici';
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { EXTENSION_KEY } from '../../../manifest.config';
import { ROOT } from '../../../src/build/command/build-extension';
import { createAsk } from '../../../src/build/doctor/ask';
import { applyFix, redirectUrlOf } from '../../../src/build/doctor/backend-api';
import { examine } from '../../../src/build/doctor/doctor';
import type { Finding } from '../../../src/build/doctor/finding';
import { readConfiguration } from '../../../src/build/doctor/subject';
import { extensionIdOf } from '../../../src/build/release/extension-id';
import {
  type EmbeddedClerk,
  type EmbeddedClerkOptions,
  startEmbeddedClerk,
} from '../../servers/embedded-clerk/start';
import { OPEN } from '../../servers/embedded-clerk/switches';

/** The extension's, by the key in its manifest. */
const ORIGIN = `chrome-extension://${extensionIdOf(EXTENSION_KEY)}`;

async function start(options?: EmbeddedClerkOptions): Promise<EmbeddedClerk> {
  const clerk = await startEmbeddedClerk(options);
  onTestFinished(() => clerk.close());
  return clerk;
}

/** Asks as the command does, but trusts the certificate of `clerk` without a process of its own. */
function askAt(clerk: EmbeddedClerk, certificate: string | null = clerk.certificate) {
  const connect = buildConnector(certificate === null ? {} : { ca: certificate });
  const dispatcher = new Agent({
    connect: (options, callback) =>
      connect(
        options.hostname === clerk.host
          ? {
              ...options,
              hostname: '127.0.0.1',
              port: String(clerk.port),
              servername: clerk.host,
            }
          : options,
        callback,
      ),
  });
  onTestFinished(() => dispatcher.close());
  return createAsk((url, init) => fetch(url, { ...init, dispatcher }));
}

function configurationFor(clerk: EmbeddedClerk, more: Record<string, string> = {}) {
  return readConfiguration({
    VITE_CLERK_PUBLISHABLE_KEY: clerk.publishableKey,
    CLERK_API_URL: clerk.apiUrl,
    ...more,
  });
}

async function findingsOf(clerk: EmbeddedClerk, more?: Record<string, string>) {
  const { findings } = await examine(configurationFor(clerk, more), askAt(clerk));
  return findings;
}

const verdicts = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ check, verdict }) => [check, verdict]));

/** Has the Frontend API answer `route` with an error of this code. */
function refuse(clerk: EmbeddedClerk, route: string, status: number, code: string) {
  const body = JSON.stringify({ errors: [{ code, message: 'refused' }] });
  clerk.control.faults.add({ route, effect: { kind: 'status', status, body } });
}

/** Has the Frontend API answer its environment with `change` made to it. */
async function changeEnvironment(
  clerk: EmbeddedClerk,
  // biome-ignore lint/suspicious/noExplicitAny: the environment as it is on the wire.
  change: (environment: any) => void,
) {
  const answer = await askAt(clerk)(`https://${clerk.host}/v1/environment`);
  if (answer.failure !== null) throw new Error('There is no environment to change.');
  const environment = structuredClone(answer.json);
  change(environment);
  clerk.control.faults.add({
    route: 'GET /v1/environment',
    effect: { kind: 'status', status: 200, body: JSON.stringify(environment) },
  });
}

describe.each(['development', 'production'] as const)('on a %s instance', (mode) => {
  let clerk: EmbeddedClerk;
  beforeAll(async () => {
    clerk = await startEmbeddedClerk({ mode, social: ['google'], allowedOrigins: [ORIGIN] });
    return () => clerk.close();
  });
  afterEach(() => {
    clerk.control.faults.clear();
    clerk.control.setSwitches(OPEN);
    clerk.control.clearRequests();
  });

  it('finds nothing wrong where nothing is', async () => {
    const findings = await findingsOf(clerk);
    expect(findings.filter(({ verdict }) => verdict === 'wrong')).toEqual([]);
    expect(verdicts(findings)).toMatchObject({
      Key: 'right',
      Host: 'right',
      DNS: 'right',
      TLS: 'right',
      HTTP: 'right',
      Clock: 'right',
      Origin: 'right',
      'Bot protection': 'right',
      'Sign-in: password': 'right',
      'Sign-in: email code': 'right',
      // #region feature: oauth
      'Sign-in: Google': 'right',
      // #endregion feature: oauth
      'Secret key': 'note',
    });
    expect(clerk.control.unknownRequests()).toEqual([]);
  });

  it('asks as the extension, by its origin', async () => {
    const findings = await findingsOf(clerk);
    const id = findings.find(({ check }) => check === 'Extension')?.says;
    expect(id).toContain(extensionIdOf(EXTENSION_KEY));
    const paths = clerk.control.requests().map(({ method, path }) => `${method} ${path}`);
    expect(paths.sort()).toEqual(['GET /v1/client', 'GET /v1/environment']);
  });

  it('tells that the Native API is off', async () => {
    clerk.control.setSwitches({ nativeApi: false });
    expect(verdicts(await findingsOf(clerk))).toMatchObject({ 'Native API': 'wrong' });
  });

  it('tells that the Native API is on', async () => {
    expect(verdicts(await findingsOf(clerk))).toMatchObject({ 'Native API': 'right' });
  });

  it('does not know of a Native API that the instance does not mention', async () => {
    await changeEnvironment(clerk, (environment) => {
      delete environment.auth_config.native_settings;
    });
    expect(verdicts(await findingsOf(clerk))).toMatchObject({ 'Native API': 'unknown' });
  });

  it('tells that bot protection is on', async () => {
    clerk.control.setSwitches({ botProtection: true });
    expect(verdicts(await findingsOf(clerk))).toMatchObject({ 'Bot protection': 'wrong' });
  });

  it('tells that the instance is in maintenance', async () => {
    clerk.control.setSwitches({ maintenance: true });
    const says = mode === 'production' ? 'in maintenance' : '503 (maintenance_mode)';
    expect(await findingsOf(clerk)).toContainEqual(
      expect.objectContaining({
        check: mode === 'production' ? 'Maintenance' : 'HTTP',
        says: expect.stringContaining(says),
      }),
    );
  });

  it('tells that the instance is of another kind than the key', async () => {
    await changeEnvironment(clerk, (environment) => {
      environment.display_config.instance_environment_type = 'staging';
    });
    const findings = await findingsOf(clerk);
    expect(findings).toContainEqual(expect.objectContaining({ check: 'Key', verdict: 'wrong' }));
  });

  it('tells of an address that has another service behind it', async () => {
    const effect = { kind: 'status', status: 200, body: '<h1>Welcome</h1>' } as const;
    clerk.control.faults.add({ route: 'GET /v1/environment', effect });
    const found = verdicts(await findingsOf(clerk));
    expect(found).toMatchObject({ HTTP: 'wrong' });
    expect(found).not.toHaveProperty('Origin');
  });

  it.each([
    [{ kind: 'malformedBody' }, { HTTP: 'wrong' }],
    [{ kind: 'status', status: 500 }, { HTTP: 'unknown' }],
    [{ kind: 'truncatedBody' }, { Connection: 'unknown' }],
    [{ kind: 'reset' }, { Connection: 'unknown' }],
    [{ kind: 'offline' }, { Connection: 'unknown' }],
  ] as const)('survives %j', async (effect, expected) => {
    clerk.control.faults.add({ route: 'GET /v1/environment', effect });
    expect(verdicts(await findingsOf(clerk))).toMatchObject(expected);
  });

  it('tells of a certificate that it does not trust', async () => {
    const { findings } = await examine(configurationFor(clerk), askAt(clerk, null));
    expect(verdicts(findings)).toMatchObject({ DNS: 'right', TLS: 'wrong' });
  });

  it('tells of a key that Clerk does not know', async () => {
    refuse(clerk, 'GET /v1/environment', 400, 'host_invalid');
    expect(verdicts(await findingsOf(clerk))).toMatchObject({ HTTP: 'wrong' });
  });
});

describe('the origin', () => {
  let clerk: EmbeddedClerk;
  beforeAll(async () => {
    clerk = await startEmbeddedClerk({ mode: 'production', allowedOrigins: [ORIGIN] });
    return () => clerk.close();
  });
  afterEach(() => {
    clerk.control.faults.clear();
    clerk.control.setSwitches(OPEN);
    clerk.state().settings.allowedOrigins = [ORIGIN];
  });

  it.each([
    ['no origin is allowed', null],
    ['others are', ['chrome-extension://abcdefghijklmnopabcdefghijklmnop']],
  ])('is wrong where %s', async (_name, allowedOrigins) => {
    clerk.state().settings.allowedOrigins = allowedOrigins;
    const findings = await findingsOf(clerk);
    expect(verdicts(findings)).toMatchObject({ Origin: 'wrong', HTTP: 'right' });
    expect(findings.find(({ check }) => check === 'Origin')?.says).toContain(
      'origin_authorization_headers_conflict',
    );
  });

  it('is unknown where the instance answers something else', async () => {
    refuse(clerk, 'GET /v1/client', 401, 'something_new');
    expect(verdicts(await findingsOf(clerk))).toMatchObject({ Origin: 'unknown' });
  });

  it('is unknown, and the Native API wrong, where Clerk refuses native requests', async () => {
    clerk.control.setSwitches({ nativeApi: false });
    expect(verdicts(await findingsOf(clerk))).toMatchObject({
      'Native API': 'wrong',
      Origin: 'unknown',
    });
  });
});

describe.each(['development', 'production'] as const)('with the %s secret key', (mode) => {
  it('finds what the list of origins lacks, mends it, and keeps what is there', async () => {
    const clerk = await start({ mode });
    const ask = askAt(clerk);
    const configuration = configurationFor(clerk, { CLERK_SECRET_KEY: clerk.secretKey });
    const other = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
    clerk.state().settings.allowedOrigins = [other];

    const before = await examine(configuration, ask);
    expect(verdicts(before.findings)).toMatchObject({
      'Secret key': 'right',
      'Allowed origins': 'wrong',
    });
    const { subject } = configuration;
    if (subject === null) throw new Error('The configuration is refused.');
    for (const fix of before.fixes) {
      expect(await applyFix(fix, subject, ask)).toMatchObject({ verdict: 'right' });
    }
    const after = await examine(configuration, ask);
    expect(verdicts(after.findings)).toMatchObject({ 'Allowed origins': 'right' });
    expect(after.fixes).toEqual([]);
    expect(clerk.state().settings.allowedOrigins).toEqual([other, subject.origin]);
    expect(JSON.stringify([before, after])).not.toContain(clerk.secretKey);
  });

  // #region feature: oauth
  it('finds that the redirect URL is not allowed, and allows it', async () => {
    const clerk = await start({ mode });
    const ask = askAt(clerk);
    const configuration = configurationFor(clerk, { CLERK_SECRET_KEY: clerk.secretKey });
    const { subject } = configuration;
    if (subject === null) throw new Error('The configuration is refused.');
    const before = await examine(configuration, ask);
    expect(verdicts(before.findings)).toMatchObject({ 'Redirect URLs': 'wrong' });
    const fix = before.fixes.find(({ path }) => path === '/v1/redirect_urls');
    if (fix === undefined) throw new Error('There is no redirect URL to add.');
    expect(await applyFix(fix, subject, ask)).toMatchObject({ verdict: 'right' });
    expect(verdicts((await examine(configuration, ask)).findings)).toMatchObject({
      'Redirect URLs': 'right',
    });
    const allowed = [...clerk.state().redirectUrls.values()].map(({ url }) => url);
    expect(allowed).toEqual([redirectUrlOf(subject)]);
    refuse(clerk, 'GET /v1/redirect_urls', 500, 'internal_clerk_error');
    expect(verdicts((await examine(configuration, ask)).findings)).toMatchObject({
      'Redirect URLs': 'unknown',
    });
  });
  // #endregion feature: oauth

  it('keeps an origin that somebody else allows meanwhile, and adds none twice', async () => {
    const clerk = await start({ mode });
    const configuration = configurationFor(clerk, { CLERK_SECRET_KEY: clerk.secretKey });
    const { subject } = configuration;
    if (subject === null) throw new Error('The configuration is refused.');
    const ask = askAt(clerk);
    const [fix] = (await examine(configuration, ask)).fixes;
    if (fix?.path !== '/v1/instance') throw new Error('There is no origin to add.');
    const { settings } = clerk.state();
    const other = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
    settings.allowedOrigins = [other];
    expect(await applyFix(fix, subject, ask)).toMatchObject({ verdict: 'right' });
    expect(settings.allowedOrigins).toEqual([other, subject.origin]);
    expect(await applyFix(fix, subject, ask)).toMatchObject({ verdict: 'right' });
    expect(settings.allowedOrigins).toEqual([other, subject.origin]);
    refuse(clerk, 'GET /v1/instance', 500, 'internal_clerk_error');
    expect(await applyFix(fix, subject, ask)).toMatchObject({ verdict: 'unknown' });
  });

  it('offers to mend nothing with a key of another instance, or of none', async () => {
    const clerk = await start({ mode });
    const other = await start({ mode });
    // The other's own Backend API knows the key, and the Frontend API is not of that instance.
    const configuration = configurationFor(clerk, {
      CLERK_SECRET_KEY: other.secretKey,
      CLERK_API_URL: other.apiUrl,
    });
    const [here, there] = [askAt(clerk), askAt(other)];
    const strangers = await examine(configuration, (url, question) =>
      (url.startsWith(other.apiUrl) ? there : here)(url, question),
    );
    expect(verdicts(strangers.findings)).toMatchObject({ 'Secret key': 'wrong' });
    const unknownKey = configurationFor(clerk, { CLERK_SECRET_KEY: other.secretKey });
    const refused = await examine(unknownKey, askAt(clerk));
    expect(verdicts(refused.findings)).toMatchObject({ 'Secret key': 'wrong' });
    expect([...strangers.fixes, ...refused.fixes]).toEqual([]);
  });

  it('says that the list could not be read', async () => {
    const clerk = await start({ mode });
    refuse(clerk, 'GET /v1/instance', 403, 'not_allowed');
    const findings = await findingsOf(clerk, { CLERK_SECRET_KEY: clerk.secretKey });
    expect(verdicts(findings)).toMatchObject({ 'Allowed origins': 'unknown' });
  });
});

describe('the command', () => {
  type Run = { code: number; stdout: string; stderr: string };

  /** Runs it as `npm run doctor` does, with the certificate as `npm run clerk` says to give it. */
  async function run(clerk: EmbeddedClerk, args: string[], env: Record<string, string>) {
    const folder = await mkdtemp(join(tmpdir(), 'doctor-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const certificate = join(folder, 'certificate.pem');
    await writeFile(certificate, clerk.certificate);
    const command = ['src/build/command/start.js', 'src/build/doctor/run.ts', ...args];
    return new Promise<Run>((resolve) => {
      const options = {
        cwd: ROOT,
        env: {
          ...process.env,
          VITE_CLERK_PUBLISHABLE_KEY: clerk.publishableKey,
          CLERK_API_URL: clerk.apiUrl,
          NODE_EXTRA_CA_CERTS: certificate,
          ...env,
        },
      };
      const child = execFile(process.execPath, command, options, (_error, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
      child.stdin?.end();
    });
  }

  it('shows the calls, makes them with --yes, and prints no secret', async () => {
    const clerk = await start({ mode: 'production' });
    const args = ['--connect-to', `127.0.0.1:${clerk.port}`];
    const secret = { CLERK_SECRET_KEY: clerk.secretKey };

    const silent = await run(clerk, [...args, '--fix'], secret);
    expect(silent.code).toBe(1);
    expect(silent.stderr).toContain(`PATCH ${clerk.apiUrl}/v1/instance`);
    // #region feature: oauth
    expect(silent.stderr).toContain(`POST ${clerk.apiUrl}/v1/redirect_urls`);
    // #endregion feature: oauth
    expect(silent.stderr).toContain('no --yes');
    expect(silent.stdout).toMatch(/^wrong +Allowed origins/m);
    expect(clerk.state().settings.allowedOrigins).toBeNull();

    const mended = await run(clerk, [...args, '--fix', '--yes', '--json'], secret);
    const { findings } = JSON.parse(mended.stdout);
    expect(verdicts(findings)).toMatchObject({
      'PATCH /v1/instance': 'right',
      'Allowed origins': 'right',
    });
    expect(mended.code).toBe(0);
    for (const { stdout, stderr } of [silent, mended]) {
      expect(stdout + stderr).not.toContain(clerk.secretKey);
    }
  });

  it('ends with 1 for a configuration that is wrong', async () => {
    const clerk = await start();
    const { code, stdout } = await run(clerk, [], { VITE_CLERK_PUBLISHABLE_KEY: 'pk_live_abc' });
    expect(stdout).toMatch(/^wrong +Configuration/m);
    expect(code).toBe(1);
  });
});
