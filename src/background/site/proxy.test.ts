import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiRequest, MAX_REQUEST_BYTES } from '../../site/api-request';
import { apiUrl, MAX_RESPONSE_BYTES, readApiResponse, requestInit, withoutTokens } from './proxy';

const API = { origin: 'https://api.example.com', prefix: '/v1/' };

/** Pieces of which paths that lead elsewhere are made. */
const piece = fc.oneof(
  fc.constantFrom(
    '/',
    '//',
    '\\',
    '..',
    '.',
    '%2e',
    '%2F',
    '%5c',
    '%252e',
    '@evil.example',
    ':8443',
  ),
  fc.constantFrom('?', '#', '\t', '\n', ' ', '%00', 'https:', 'v1', '/v1/', 'é', '\u2028', ';'),
  fc.string({ maxLength: 4 }),
);
const path = fc.oneof(
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.array(piece, { maxLength: 8 }).map((pieces) => `/v1/${pieces.join('')}`),
);

/** As a server does that decodes until nothing changes, and splits on either slash. */
function segmentsAsSeen(pathname: string): string[] {
  let text = pathname;
  for (let round = 0; round < 5; round += 1) {
    try {
      text = decodeURIComponent(text);
    } catch {
      break;
    }
  }
  // And as one does that takes what follows a semicolon, or a space at the end, for no part of it.
  return text.split(/[/\\]/).map((segment) => segment.replace(/;.*$/s, '').trimEnd());
}

describe('apiUrl', () => {
  it('never leaves origin and prefix, however a server decodes', () => {
    let kept = 0;
    fc.assert(
      fc.property(path, (text) => {
        const url = apiUrl(text, API);
        if (url === null) return;
        kept += 1;
        expect(url.href).toBe(API.origin + text);
        expect([url.origin, url.username, url.password, url.hash]).toEqual([
          API.origin,
          '',
          '',
          '',
        ]);
        expect(segmentsAsSeen(url.pathname).slice(0, 2)).toEqual(['', 'v1']);
        expect(segmentsAsSeen(url.pathname)).not.toContain('..');
      }),
      { numRuns: 3_000 },
    );
    expect(kept).toBeGreaterThan(0);
  });

  it.each([
    '/v1/me',
    '/v1/',
    '/v1/a/b/',
    '/v1/me?q=%2F..&next=https://x.example/',
    '/v1/%C3%A9',
    '/v1/%E0%A4%85',
    '/v1/%f0%9f%98%80',
  ])('takes %s', (text) => expect(apiUrl(text, API)?.href).toBe(API.origin + text));

  it.each([
    '',
    'v1/me',
    '/v2/me',
    '/v1',
    '//evil.example/v1/',
    '/v1/../admin',
    '/v1/%2e%2e/admin',
    '/v1/..;/admin',
    '/v1/..;x=1/admin',
    '/v1/.;/x',
    '/v1/..%3b/admin',
    '/v1/..%3B/admin',
    '/v1/..%20/admin',
    '/v1/.../admin',
    '/v1/%c0%ae%c0%ae/admin',
    '/v1/..%C0%AFadmin',
    '/v1/%e0%80%ae%e0%80%ae/admin',
    '/v1/a%E0%80%AF%E0%80%AE./admin',
    '/v1/%f0%80%80%ae%f0%80%80%ae/admin',
    '/v1/%f8%80%80%80%ae/admin',
    '/v1/..%3fx',
    '/v1/..%23x',
    '/v1/..,/admin',
  ])('refuses %j', (text) => expect(apiUrl(text, API)).toBeNull());

  it.each(['/v1/.well-known/x', '/v1/a..b', '/v1/..a', '/v1/a;b=c/d', '/v1/1.2.3'])(
    'takes the dots and semicolons of %s',
    (text) => expect(apiUrl(text, API)?.href).toBe(API.origin + text),
  );

  it('takes every path of an API at the root', () => {
    expect(apiUrl('/me', { ...API, prefix: '/' })?.href).toBe('https://api.example.com/me');
  });
});

describe('ApiRequest', () => {
  const request = { method: 'GET', path: '/v1/me' };
  const allowedHeaders = [
    'accept',
    'accept-language',
    'content-type',
    'idempotency-key',
    'if-match',
    'if-none-match',
  ];
  const allowedMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

  it('takes the headers of the list and no other', () => {
    const name = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'authorization',
        'Authorization',
        'cookie',
        'host',
        'origin',
        'x-http-method-override',
        ...allowedHeaders,
      ),
    );
    fc.assert(
      fc.property(name, (header) => {
        const { success } = ApiRequest.safeParse({
          ...request,
          headers: Object.fromEntries([[header, 'x']]),
        });
        expect(success).toBe(allowedHeaders.includes(header));
      }),
    );
  });

  it('takes the methods of the list and no other', () => {
    const method = fc.oneof(
      fc.string(),
      fc.constantFrom('get', 'CONNECT', 'TRACE', 'OPTIONS', 'GET ', ...allowedMethods),
    );
    fc.assert(
      fc.property(method, (text) => {
        const { success } = ApiRequest.safeParse({ ...request, method: text });
        expect(success).toBe(allowedMethods.includes(text));
      }),
    );
  });

  it('takes no header value that could begin another header', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('\r', '\n', '\0'), fc.string(), (a, end, b) => {
        const headers = { accept: a + end + b };
        expect(ApiRequest.safeParse({ ...request, headers }).success).toBe(false);
      }),
    );
  });
});

describe('requestInit', () => {
  it('sends JSON as JSON and text as text, unless told', () => {
    const post = { method: 'POST', path: '/' } as const;
    expect(requestInit({ ...post, body: { json: { a: [1, null] } } })).toEqual({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":[1,null]}',
    });
    const headers = { 'content-type': 'text/csv' };
    expect(requestInit({ ...post, headers, body: { text: 'a' } })?.headers).toEqual(headers);
  });

  it('counts bytes, not characters', () => {
    const body = { text: 'é'.repeat(MAX_REQUEST_BYTES / 2) };
    expect(requestInit({ method: 'POST', path: '/', body })).not.toBeNull();
    body.text += 'é';
    expect(requestInit({ method: 'POST', path: '/', body })).toBeNull();
  });

  it('sends no body where there can be none', () => {
    expect(requestInit({ method: 'GET', path: '/', body: { text: '' } })).toBeNull();
  });
});

describe('readApiResponse', () => {
  const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1In0.c2lnbmF0dXJl';

  it('leaves no token in what comes back', async () => {
    const part = fc.oneof(fc.string(), fc.constantFrom(token, token.split('.')[2] ?? ''));
    await fc.assert(
      fc.asyncProperty(fc.array(part), async (parts) => {
        const response = new Response(parts.join(''), { headers: { etag: token } });
        const read = JSON.stringify(await readApiResponse(response, [token]));
        expect(read).not.toContain('c2lnbmF0dXJl');
      }),
    );
    expect(withoutTokens('plain', [token])).toBe('plain');
  });

  it('keeps the headers of the list and no other', async () => {
    const headers = { 'content-type': 'text/plain', 'x-internal': '1', authorization: 'x' };
    const read = await readApiResponse(new Response('a', { headers }), []);
    expect(read).toEqual({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'a' });
  });

  it('reads no more than it may', async () => {
    const body = (length: number) => new Response('x'.repeat(length));
    expect(await readApiResponse(body(MAX_RESPONSE_BYTES + 1), [])).toBeNull();
    expect((await readApiResponse(body(MAX_RESPONSE_BYTES), []))?.body.length).toBe(
      MAX_RESPONSE_BYTES,
    );
  });
});
