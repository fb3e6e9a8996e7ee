import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFapiTestClient } from '../fapi-test-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../start';
import { createControlClient, type RemoteControl } from './client';

let clerk: EmbeddedClerk;
let remote: RemoteControl;
beforeAll(async () => {
  clerk = await startEmbeddedClerk();
  remote = createControlClient(clerk.controlUrl);
});
afterAll(() => clerk.close());

describe('the control API', () => {
  it('does what the control in the process does', async () => {
    await remote.setSwitches({ botProtection: true });
    const { json } = await createFapiTestClient(clerk).send('GET', '/v1/environment');
    expect(json.user_settings.sign_up.captcha_enabled).toBe(true);
    expect(clerk.control.requests()).not.toEqual([]);
    expect(await remote.requests()).toEqual(clerk.control.requests());
  });

  it('adds faults by pattern or RegExp, and removes them', async () => {
    const getClient = () => createFapiTestClient(clerk).send('GET', '/v1/client');
    const id = await remote.faults.add({
      route: /^GET \/V1\/CLIENT$/i,
      effect: { kind: 'status', status: 503 },
    });
    expect((await getClient()).status).toBe(503);
    await remote.faults.remove(id);
    expect((await getClient()).status).toBe(200);
  });

  it('says what is wrong with a call', async () => {
    const typo = { captcha: true } as object;
    await expect(remote.setSwitches(typo)).rejects.toThrow('captcha');
    await expect(
      remote.faults.add({ route: 'nonsense', effect: { kind: 'reset' } }),
    ).rejects.toThrow('METHOD /path');
    await expect(remote.advanceClock(-1)).rejects.toThrow();
  });

  it('knows no other operations, not even those every object has', async () => {
    for (const name of ['nope', 'toString', 'constructor', '__proto__']) {
      const response = await fetch(`${clerk.controlUrl}/${name}`, { method: 'POST', body: '[]' });
      expect(response.status).toBe(404);
    }
  });

  it('is closed to web pages', async () => {
    const response = await fetch(`${clerk.controlUrl}/requests`, {
      method: 'POST',
      body: '[]',
      headers: { Origin: 'https://evil.example' },
    });
    expect(response.status).toBe(403);
  });
});
