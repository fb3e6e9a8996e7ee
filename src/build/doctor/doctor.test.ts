import { describe, expect, it } from 'vitest';
import type { Answer, Ask, Question } from './ask';
import { examine, exitCodeOf } from './doctor';
import { jsonReport, textReport } from './finding';
import { machineClock } from './machine-clock';
import { readConfiguration } from './subject';

const key = (mode: 'test' | 'live', host: string) =>
  `pk_${mode}_${Buffer.from(`${host}$`).toString('base64')}`;
const PRODUCTION = { VITE_CLERK_PUBLISHABLE_KEY: key('live', 'clerk.example.com') };
const DEVELOPMENT = { VITE_CLERK_PUBLISHABLE_KEY: key('test', 'happy-otter-1.clerk.accounts.dev') };

/** Answers by the beginning of the URL, and `no-such-host` for any other. */
function fake(answers: Record<string, Answer>): Ask {
  return async (url) =>
    Object.entries(answers).find(([start]) => url.startsWith(start))?.[1] ?? {
      failure: 'no-such-host',
    };
}

function answered(status: number, json?: unknown, headers: Record<string, string> = {}): Answer {
  return { failure: null, status, json, codes: [], headers: new Headers(headers) };
}

async function verdictOf(raw: Record<string, string>, answers: Record<string, Answer>) {
  const { findings } = await examine(readConfiguration(raw), fake(answers));
  return (check: string) => findings.find((finding) => finding.check === check)?.verdict;
}

describe('the configuration', () => {
  it.each([
    ['no key', {}],
    ['a secret key in its place', { VITE_CLERK_PUBLISHABLE_KEY: 'sk_live_aVerySecretOne' }],
    ['half a key', { VITE_CLERK_PUBLISHABLE_KEY: 'pk_live_abc' }],
  ])('is wrong with %s, and nobody is asked', async (_, raw) => {
    const refuse: Ask = () => Promise.reject(new Error('Somebody was asked.'));
    const { findings } = await examine(readConfiguration(raw), refuse);
    expect(findings).toMatchObject([{ check: 'Configuration', verdict: 'wrong' }]);
    expect(JSON.stringify(findings)).not.toContain('aVerySecretOne');
    expect(exitCodeOf(findings)).toBe(1);
  });
});

describe('the host', () => {
  const environment = 'https://clerk.example.com/v1/environment';

  it.each([
    ['no-such-host', 'DNS', 'wrong'],
    ['resolver', 'DNS', 'unknown'],
    ['tls', 'TLS', 'wrong'],
    ['refused', 'Connection', 'wrong'],
    ['timeout', 'Connection', 'unknown'],
    ['broken', 'Connection', 'unknown'],
  ] as const)('that fails with %s', async (failure, check, verdict) => {
    const of = await verdictOf(PRODUCTION, { [environment]: { failure } });
    expect(of(check)).toBe(verdict);
    expect(of('Origin')).toBeUndefined();
  });

  it.each([
    ['a page', answered(200), 'wrong'],
    ['JSON that is not an environment', answered(200, { ok: true }), 'wrong'],
    ['a redirect', answered(302), 'wrong'],
    ['an error of the server', answered(503), 'unknown'],
    ['a limit of the rate', answered(429), 'unknown'],
    ['an unknown host', { ...answered(400), codes: ['host_invalid'] }, 'wrong'],
    ['another error of Clerk', { ...answered(400), codes: ['some_new_code'] }, 'unknown'],
  ])('that answers with %s', async (_, answer, verdict) => {
    expect((await verdictOf(PRODUCTION, { [environment]: answer }))('HTTP')).toBe(verdict);
  });
});

describe('the clock of this machine', () => {
  const NOW = Date.UTC(2027, 5, 15, 12);
  const found = (headers: Record<string, string>) =>
    machineClock({ headers: new Headers(headers) }, NOW);

  it.each([
    ['agrees', { date: 'Tue, 15 Jun 2027 12:00:20 GMT' }, 'right', 'agrees'],
    ['is behind', { date: 'Tue, 15 Jun 2027 14:00:00 GMT' }, 'wrong', '7200 seconds behind'],
    ['is ahead', { date: 'Tue, 15 Jun 2027 11:59:00 GMT' }, 'wrong', '60 seconds ahead'],
    [
      'agrees, of an answer from a cache',
      { date: 'Tue, 15 Jun 2027 11:59:00 GMT', age: '60' },
      'right',
      'agrees',
    ],
  ])('%s', (_, headers, verdict, says) => {
    expect(found(headers)).toMatchObject([{ verdict, says: expect.stringContaining(says) }]);
  });

  it('is not spoken of where the answer has no date', () => {
    expect(found({})).toEqual([]);
    expect(found({ date: 'yesterday' })).toEqual([]);
  });
});

// #region feature: sync-host
describe('the sync host', () => {
  it.each([
    [PRODUCTION, 'https://example.com', 'right'],
    [PRODUCTION, 'https://app.example.com', 'right'],
    [PRODUCTION, 'https://notexample.com', 'wrong'],
    [PRODUCTION, 'http://localhost:3000', 'wrong'],
    [DEVELOPMENT, 'http://localhost:3000', 'right'],
    [
      { VITE_CLERK_PUBLISHABLE_KEY: key('live', 'auth.example.com') },
      'https://example.com',
      'unknown',
    ],
  ])('%j with %s', async (raw, syncHost, verdict) => {
    const configuration = { ...raw, VITE_CLERK_SYNC_HOST: syncHost };
    const of = await verdictOf(configuration, { [syncHost]: answered(200) });
    expect(of('Sync host')).toBe('right');
    expect(of('Cookies')).toBe(verdict);
  });

  it.each([
    ['http://localhost:3000', { failure: 'refused' }, 'unknown'],
    ['https://example.com', { failure: 'no-such-host' }, 'wrong'],
    ['https://example.com', { failure: 'timeout' }, 'unknown'],
  ] as const)('%s that fails with %j', async (syncHost, answer, verdict) => {
    const configuration = { ...DEVELOPMENT, VITE_CLERK_SYNC_HOST: syncHost };
    expect((await verdictOf(configuration, { [syncHost]: answer }))('Sync host')).toBe(verdict);
  });
});
// #endregion feature: sync-host

describe('the API origin', () => {
  const apiOrigin = 'https://api.example.com';
  const configuration = {
    ...PRODUCTION,
    VITE_API_ORIGIN: apiOrigin,
    VITE_API_PREFIX: '/v1/',
  };
  const allow = (origin: string, headers: string) => ({
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Headers': headers,
  });
  const own = readConfiguration(PRODUCTION).subject?.origin ?? '';

  it.each([
    ['lets the extension in', answered(204, null, allow(own, 'X-Other, Authorization')), 'right'],
    ['lets everybody in', answered(200, null, allow('*', 'authorization')), 'right'],
    ['lets another in', answered(204, null, allow(`${own}x`, 'Authorization')), 'wrong'],
    ['names no header', answered(204, null, { 'Access-Control-Allow-Origin': own }), 'wrong'],
    ['allows any header but that', answered(204, null, allow(own, '*')), 'wrong'],
    ['knows no OPTIONS', answered(405, null, allow(own, 'Authorization')), 'wrong'],
    ['redirects', answered(308, null, allow(own, 'Authorization')), 'wrong'],
    ['does not exist', { failure: 'no-such-host' } as const, 'wrong'],
    ['does not run', { failure: 'refused' } as const, 'unknown'],
  ])('that %s', async (_, answer, verdict) => {
    const of = await verdictOf(configuration, { [`${apiOrigin}/v1/`]: answer });
    expect(of('API origin')).toBe(verdict);
  });
});

describe('the secret key', () => {
  it.each(['not a key', 'sk_test_of_the_other_kind', 'pk_live_abc'])(
    'is refused before it is sent: %s',
    async (secretKey) => {
      const asked: string[] = [];
      const ask: Ask = async (url) => {
        asked.push(url);
        return { failure: 'refused' };
      };
      const configuration = readConfiguration({ ...PRODUCTION, CLERK_SECRET_KEY: secretKey });
      const { findings, fixes } = await examine(configuration, ask);
      expect(findings).toContainEqual(
        expect.objectContaining({ check: 'Secret key', verdict: 'wrong' }),
      );
      expect(fixes).toEqual([]);
      expect(asked.filter((url) => url.startsWith('https://api.clerk.com'))).toEqual([]);
      expect(JSON.stringify(findings)).not.toContain(secretKey);
    },
  );
});

it('does not send the secret key without TLS', async () => {
  const secretKey = 'sk_live_aVerySecretOne';
  const sent: unknown[] = [];
  const ask: Ask = async (...question) => {
    sent.push(question);
    return { failure: 'refused' };
  };
  const raw = { ...PRODUCTION, CLERK_SECRET_KEY: secretKey, CLERK_API_URL: 'http://example.com' };
  const { findings } = await examine(readConfiguration(raw), ask);
  expect(findings).toContainEqual(
    expect.objectContaining({ check: 'Secret key', verdict: 'wrong' }),
  );
  expect(JSON.stringify(sent)).not.toContain(secretKey);
});

describe("the extension's first request", () => {
  const environment = { auth_config: {}, display_config: {}, user_settings: {} };

  it.each([
    ['a production key', PRODUCTION, true],
    ['a development key', DEVELOPMENT, false],
    // #region feature: sync-host
    [
      'a development key and a sync host',
      { ...DEVELOPMENT, VITE_CLERK_SYNC_HOST: 'http://localhost:3000' },
      true,
    ],
    // #endregion feature: sync-host
  ])('is made as with %s', async (_, raw, isNative) => {
    const asked = new Map<string, Question | undefined>();
    const configuration = readConfiguration(raw);
    await examine(configuration, async (url, question) => {
      asked.set(new URL(url).pathname, question);
      expect(url.endsWith('?_is_native=1')).toBe(isNative && url.includes('/v1/client'));
      return answered(200, environment);
    });
    expect(asked.get('/v1/client')?.headers).toEqual({
      Origin: configuration.subject?.origin,
      ...(isNative ? { Authorization: 'Bearer none' } : {}),
    });
  });
});

describe('the report', () => {
  const findings = readConfiguration(PRODUCTION).findings;

  it('is a line for each finding, and a sum', () => {
    const lines = textReport(findings).split('\n');
    expect(lines[0]).toBe('right   Key       A production key.');
    expect(lines.at(-1)).toBe('2 right, 0 wrong, 0 unknown.');
  });

  it('is JSON for a program', () => {
    expect(JSON.parse(jsonReport(findings))).toEqual({ findings });
  });
});
