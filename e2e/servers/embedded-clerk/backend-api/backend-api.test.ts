import { describe, expect, it } from 'vitest';
import { ada, send, startWithBackend } from '../../../support/clerk/start-with-backend';

describe('the Backend API', () => {
  it('refuses a secret key that is not the instance’s', async () => {
    const { clerk } = await startWithBackend();
    const { status, json } = await send(clerk, 'GET', '/users', undefined, 'sk_test_wrong');
    expect(status).toBe(401);
    expect(json.errors).toEqual([
      expect.objectContaining({
        code: 'clerk_key_invalid',
        message: expect.stringContaining('The provided Clerk Secret Key is invalid.'),
      }),
    ]);
  });

  it('is not there for whoever presents no secret key', async () => {
    const { browser } = await startWithBackend();
    const { status } = await browser.send('GET', '/v1/users');
    expect(status).toBe(404);
  });

  it('records an unknown endpoint and answers 404', async () => {
    const { clerk } = await startWithBackend();
    const { status, json } = await send(clerk, 'GET', '/oauth_applications');
    expect(status).toBe(404);
    expect(json.errors[0].code).toBe('resource_not_found');
    expect(clerk.control.unknownRequests()).toEqual([
      expect.objectContaining({ method: 'GET', path: '/v1/oauth_applications', status: 404 }),
    ]);
  });

  it('names each parameter that is unknown, missing or invalid, and repeats no value', async () => {
    const { clerk } = await startWithBackend();
    const { status, json } = await send(clerk, 'POST', '/email_addresses', {
      user_id: 7,
      secret_plan: 'hush',
    });
    expect(status).toBe(422);
    expect(
      json.errors.map((error: { code: string; meta: { param_name: string } }) => [
        error.meta.param_name,
        error.code,
      ]),
    ).toEqual([
      ['user_id', 'form_param_value_invalid'],
      ['email_address', 'form_param_missing'],
      ['secret_plan', 'form_param_unknown'],
    ]);
    expect(JSON.stringify(json)).not.toContain('hush');
  });

  it.each([
    ['GET', '/users?colour=red', undefined],
    ['GET', '/users?limit=501', undefined],
    ['GET', '/organizations?order_by=-shoe_size', undefined],
    ['POST', '/testing_tokens', { forever: true }],
    ['PATCH', '/instance', { hibp: true }],
  ])('refuses what it does not know in %s %s', async (method, path, body) => {
    const { clerk } = await startWithBackend();
    expect((await send(clerk, method, path, body)).status).toBe(422);
  });

  it.each(['{', '[]', '"text"'])('refuses the body %s', async (body) => {
    const { clerk } = await startWithBackend();
    const { status, json } = await send(clerk, 'POST', '/users', body);
    expect([status, json.errors[0].code]).toEqual([400, 'request_body_invalid']);
  });

  it('lets no web page in', async () => {
    const { clerk } = await startWithBackend();
    const { headers } = await send(clerk, 'GET', '/users');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('clerk-db-jwt')).toBeNull();
  });

  it('runs into injected faults as the Frontend API does', async () => {
    const { clerk, backend } = await startWithBackend();
    clerk.control.faults.add({
      route: 'GET /v1/users/*',
      times: 1,
      effect: { kind: 'status', status: 429, headers: { 'Retry-After': '7' } },
    });
    await expect(backend.users.getUser('user_1')).rejects.toMatchObject({
      status: 429,
      retryAfter: 7,
    });
    await expect(backend.users.getUser('user_1')).rejects.toMatchObject({ status: 404 });
  });

  it('has the same secret key again after a restart', async () => {
    const { clerk, backend } = await startWithBackend();
    const { id } = await backend.users.createUser(ada);
    const again = await startWithBackend({ state: clerk.state() });
    expect(again.clerk.secretKey).toBe(clerk.secretKey);
    expect((await again.backend.users.getUser(id)).id).toBe(id);
  });

  it('has a secret key of each instance’s own, of the kind of its mode', async () => {
    const first = await startWithBackend();
    const second = await startWithBackend();
    const live = await startWithBackend({ mode: 'production' });
    expect(first.clerk.secretKey).toMatch(/^sk_test_/);
    expect(second.clerk.secretKey).not.toBe(first.clerk.secretKey);
    expect(live.clerk.secretKey).toMatch(/^sk_live_/);
  });
});
