import { expect, it } from 'vitest';
import { startSampleBackend } from './start';

it('listens on loopback, answers, and stops', async () => {
  const backend = await startSampleBackend({
    jwtKey: () => '',
    issuer: 'https://clerk.example.com',
    authorizedParty: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
  });
  expect(backend.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await fetch(`${backend.origin}/me`)).status).toBe(401);
  await backend.close();
  await expect(fetch(`${backend.origin}/me`)).rejects.toThrow();
});
