import { afterEach, describe, expect, it, vi } from 'vitest';
import { callBackend, refusalText } from './backend';

const verified = { verdict: 'verified', sub: 'user_1', sid: 'sess_1', org: null, azp: null };
const refused = { verdict: 'refused', reason: 'token-expired' };

const stub = (answer: () => Promise<Response>) => {
  const fetch = vi.fn<typeof globalThis.fetch>(answer);
  vi.stubGlobal('fetch', fetch);
  return fetch;
};
afterEach(() => vi.unstubAllGlobals());

const call = () => callBackend('https://api.example.com', 'a.b.c', new AbortController().signal);

describe('callBackend', () => {
  it('sends the token in the Authorization header only, to that host only', async () => {
    const fetch = stub(async () => Response.json(verified));
    expect(await call()).toEqual(verified);
    expect(fetch).toHaveBeenCalledExactlyOnceWith(
      'https://api.example.com/me',
      expect.objectContaining({
        headers: { authorization: 'Bearer a.b.c' },
        credentials: 'omit',
        redirect: 'error',
      }),
    );
  });

  it('returns a refusal', async () => {
    stub(async () => Response.json(refused, { status: 401 }));
    expect(await call()).toEqual(refused);
  });

  it.each([
    ['another body', Response.json({ hello: 'world' }), 200],
    ['no JSON', new Response('<html>', { status: 502 }), 502],
    ['a refusal with status 200', Response.json(refused), 200],
    ['a verification with status 500', Response.json(verified, { status: 500 }), 500],
  ])('does not accept %s', async (_, response, httpStatus) => {
    stub(async () => response);
    expect(await call()).toEqual({ verdict: 'unreadable', httpStatus });
  });

  it('reports that nobody answers', async () => {
    stub(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await call()).toEqual({ verdict: 'unreachable' });
  });

  it('rejects once its caller aborts', async () => {
    const controller = new AbortController();
    stub(() => {
      controller.abort();
      return Promise.reject(new TypeError('Failed to fetch'));
    });
    await expect(
      callBackend('https://api.example.com', 'a.b.c', controller.signal),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('refusalText', () => {
  it('explains known codes and has a sentence for any other', () => {
    expect(refusalText('token-expired')).toBe('the token has expired');
    expect(refusalText('toString')).toBe('the token could not be verified');
  });
});
