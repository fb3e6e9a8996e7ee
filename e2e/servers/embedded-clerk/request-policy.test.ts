import { describe, expect, it, onTestFinished } from 'vitest';
import { createBackendClient } from '../../support/clerk/backend-client';
import { addUser } from '../../support/clerk/people';
import { createFapiTestClient, testOrigin } from './fapi-test-client';
import { type EmbeddedClerkOptions, startEmbeddedClerk } from './start';

async function start(options: EmbeddedClerkOptions) {
  const clerk = await startEmbeddedClerk(options);
  onTestFinished(() => clerk.close());
  return { clerk, client: createFapiTestClient(clerk) };
}

const refusal = (code: string) => ({ status: 400, json: { errors: [{ code }] } });

describe('origins on a production instance', () => {
  it('refuses an extension that is not on the list, with a token and without', async () => {
    const { client } = await start({ mode: 'production' });
    expect(await client.send('GET', '/v1/environment')).toMatchObject(refusal('origin_invalid'));
    expect(await client.send('GET', '/v1/client', { token: 'any' })).toMatchObject(
      refusal('origin_authorization_headers_conflict'),
    );
  });

  it('lets an extension in once its backend has put it on the list', async () => {
    const { clerk, client } = await start({ mode: 'production' });
    const backend = createBackendClient(clerk);
    await backend.instance.update({ allowedOrigins: [testOrigin] });
    expect((await client.send('GET', '/v1/environment')).status).toBe(200);
    expect((await client.send('GET', '/v1/client')).status).toBe(200);
    await backend.instance.update({ allowedOrigins: [] });
    expect(await client.send('GET', '/v1/client')).toMatchObject(
      refusal('origin_authorization_headers_conflict'),
    );
  });

  it.each([
    ['https://embedded.example', 200],
    ['https://app.embedded.example', 200],
    ['https://embedded.example.evil.example', 400],
    ['https://notembedded.example', 400],
    ['http://app.embedded.example', 400],
    ['null', 400],
  ])('answers a page of %s with %i', async (origin, status) => {
    const { client } = await start({ mode: 'production' });
    const answer = await client.send('GET', '/v1/environment', { headers: { Origin: origin } });
    expect(answer.status).toBe(status);
  });

  it('forbids its own pages Authorization', async () => {
    const { client } = await start({ mode: 'production' });
    const headers = { Origin: 'https://app.embedded.example' };
    expect(await client.send('GET', '/v1/client', { headers, token: 'any' })).toMatchObject(
      refusal('origin_authorization_headers_conflict'),
    );
  });
});

it('takes any origin on a development instance', async () => {
  const { client } = await start({ allowedOrigins: ['chrome-extension://another'] });
  expect((await client.send('GET', '/v1/environment')).status).toBe(200);
});

describe('the Native API', () => {
  it.each(['1', 'true'])('is refused where it is off, with _is_native=%s', async (flag) => {
    const { client } = await start({ switches: { nativeApi: false } });
    const query = { _is_native: flag };
    expect(await client.send('GET', '/v1/client', { query })).toMatchObject(
      refusal('native_api_disabled'),
    );
    expect((await client.send('GET', '/v1/client')).status).toBe(200);
  });

  it.each([true, false])('is told of in the environment (%s)', async (nativeApi) => {
    const { client } = await start({ switches: { nativeApi } });
    const { json } = await client.send('GET', '/v1/environment');
    expect(json.auth_config.native_settings.api_enabled).toBe(nativeApi);
  });
});

describe('maintenance', () => {
  it('lets whoever is signed in to a production instance go on, and nothing else change', async () => {
    const { clerk, client } = await start({ mode: 'production', allowedOrigins: [testOrigin] });
    await addUser(clerk, { email: 'ada@example.com', password: 'correct horse' });
    const id = await client.signIn('ada@example.com', 'correct horse');
    clerk.control.setSwitches({ maintenance: true });
    const down = { status: 503, json: { errors: [{ code: 'maintenance_mode' }] } };
    expect(await client.send('DELETE', '/v1/client/sessions')).toMatchObject(down);
    expect(await client.send('POST', '/v1/client/sign_ins')).toMatchObject(down);
    const backend = createBackendClient(clerk);
    await expect(backend.users.createUser({})).rejects.toMatchObject({ status: 503 });
    expect((await backend.users.getUserList()).totalCount).toBe(1);
    for (const path of ['tokens', 'touch']) {
      const { status } = await client.send('POST', `/v1/client/sessions/${id}/${path}`);
      expect(status).toBe(200);
    }
    const { json } = await client.send('GET', '/v1/environment');
    expect(json.maintenance_mode).toBe(true);

    clerk.control.setSwitches({ maintenance: false });
    expect((await client.send('DELETE', '/v1/client/sessions')).status).toBe(200);
  });

  it('leaves nothing of a development instance', async () => {
    const { client } = await start({ switches: { maintenance: true } });
    expect((await client.send('GET', '/v1/environment')).status).toBe(503);
    expect((await client.send('GET', '/v1/client')).status).toBe(503);
  });
});
