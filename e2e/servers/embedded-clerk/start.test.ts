import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addUser } from '../../support/clerk/people';
import { createFapiTestClient } from './fapi-test-client';
import type { SentCode } from './instance';
import { type EmbeddedClerkOptions, startEmbeddedClerk } from './start';

async function start(options?: EmbeddedClerkOptions) {
  const clerk = await startEmbeddedClerk(options);
  onTestFinished(() => clerk.close());
  return clerk;
}

describe('startEmbeddedClerk', () => {
  it('says in one sentence that a port is taken', async () => {
    const first = await start();
    await expect(startEmbeddedClerk({ port: first.port })).rejects.toThrow(
      `Port ${first.port} on 127.0.0.1 is taken: stop what listens there, or choose another port (0 takes any free one).`,
    );
  });

  it('tells Chromium where its host is and which key to trust', async () => {
    const clerk = await start({ mode: 'production', host: 'clerk.example.org' });
    expect(clerk.chromiumArgs).toEqual([
      `--host-resolver-rules=MAP clerk.example.org 127.0.0.1:${clerk.port},MAP accounts.example.org 127.0.0.1:${clerk.port}`,
      `--ignore-certificate-errors-spki-list=${clerk.certificatePin}`,
    ]);
    expect(clerk.issuer).toBe('https://clerk.example.org');
    expect(clerk.publishableKey).toMatch(/^pk_live_/);
  });

  it('publishes the keys its tokens verify with', async () => {
    const clerk = await start();
    await addUser(clerk, { email: 'ada@example.com', password: 'correct horse' });
    const client = createFapiTestClient(clerk);
    const sessionId = await client.signIn('ada@example.com', 'correct horse');
    const { json } = await client.send('POST', `/v1/client/sessions/${sessionId}/tokens`);
    const keys = (await client.send('GET', '/.well-known/jwks.json')).json;
    expect(JSON.stringify(keys)).not.toMatch(/"(d|p|q)"/);
    await expect(
      jwtVerify(json.jwt, createLocalJWKSet(keys), { issuer: clerk.issuer }),
    ).resolves.toBeTruthy();
  });

  it('takes its time, and lets codes take theirs', async () => {
    const mail = new EventEmitter<{ code: [SentCode] }>();
    const arrival = once(mail, 'code');
    const onCode = (sent: SentCode) => mail.emit('code', sent);
    const clerk = await start({ latencyMs: 100, mailDelayMs: 300, onCode });
    const client = createFapiTestClient(clerk);
    const since = performance.now();
    await client.send('POST', '/v1/client/sign_ups', {
      form: { email_address: 'ada@example.com', strategy: 'email_code' },
    });
    // A timer may be a millisecond early.
    expect(performance.now() - since).toBeGreaterThan(98);
    expect(await arrival).toMatchObject([{ to: 'ada@example.com' }]);
    expect(performance.now() - since).toBeGreaterThan(298);
  });

  it('answers a preflight, private network access included', async () => {
    const clerk = await start();
    const { status, headers } = await createFapiTestClient(clerk).send(
      'OPTIONS',
      '/v1/client/sign_ins',
      {
        headers: {
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'authorization',
          'Access-Control-Request-Private-Network': 'true',
        },
      },
    );
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-headers': 'authorization',
      'access-control-allow-private-network': 'true',
      'access-control-allow-credentials': 'true',
    });
  });

  it('draws a picture with an initial for whoever has none', async () => {
    const clerk = await start();
    const { id } = await addUser(clerk, {
      email: 'initial@example.com',
      password: 'correct horse',
      firstName: '<b>',
    });
    const { headers, text } = await createFapiTestClient(clerk).send('GET', `/images/${id}`);
    expect(headers['content-type']).toBe('image/svg+xml');
    expect(text).toContain('>B</text>');
    expect(text).not.toContain('<b>');
  });

  it('is gone once closed, with connections still open', async () => {
    const clerk = await startEmbeddedClerk();
    const socket = connect(clerk.port, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const cut = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => {});
    await clerk.close();
    await cut;
    await expect(createFapiTestClient(clerk).send('GET', '/v1/client')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });
});
