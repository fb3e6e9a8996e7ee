import { clerkSetup } from '@clerk/testing/playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { ada, startWithBackend } from '../../../../support/clerk/start-with-backend';

const extension = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

describe('the instance', () => {
  it('keeps the allowed origins that its backend sets, native ones alone', async () => {
    const { backend, clerk } = await startWithBackend();
    expect(await backend.instance.get()).toMatchObject({
      environmentType: 'development',
      allowedOrigins: null,
    });
    await backend.instance.update({ allowedOrigins: [extension] });
    expect((await backend.instance.get()).allowedOrigins).toEqual([extension]);
    await expect(
      backend.instance.update({ allowedOrigins: ['not an origin'] }),
    ).rejects.toMatchObject({ status: 422, errors: [{ code: 'form_invalid_origin' }] });
    expect(clerk.state().settings.allowedOrigins).toEqual([extension]);
  });

  it('has one domain', async () => {
    const { backend, clerk } = await startWithBackend({ mode: 'production' });
    expect(await backend.domains.list()).toMatchObject({
      data: [{ name: 'embedded.example', isSatellite: false, frontendApiUrl: clerk.issuer }],
      totalCount: 1,
    });
  });

  it('keeps a list of redirect URLs', async () => {
    const { backend } = await startWithBackend();
    const url = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/clerk';
    const added = await backend.redirectUrls.createRedirectUrl({ url });
    expect((await backend.redirectUrls.getRedirectUrlList()).data).toMatchObject([{ url }]);
    await expect(backend.redirectUrls.createRedirectUrl({ url })).rejects.toMatchObject({
      status: 422,
    });
    await backend.redirectUrls.deleteRedirectUrl(added.id);
    await expect(backend.redirectUrls.getRedirectUrl(added.id)).rejects.toMatchObject({
      status: 404,
    });
  });

  it('gives sign-in tokens, and takes back those that are pending', async () => {
    const { backend } = await startWithBackend();
    const { id: userId } = await backend.users.createUser(ada);
    const token = await backend.signInTokens.createSignInToken({ userId, expiresInSeconds: 60 });
    expect(token).toMatchObject({ userId, status: 'pending', token: expect.stringMatching(/^ey/) });
    expect((await backend.signInTokens.revokeSignInToken(token.id)).status).toBe('revoked');
    await expect(backend.signInTokens.revokeSignInToken(token.id)).rejects.toMatchObject({
      status: 400,
      errors: [{ code: 'sign_in_token_cannot_be_revoked_code' }],
    });
    await expect(
      backend.signInTokens.createSignInToken({ userId: 'user_gone', expiresInSeconds: 60 }),
    ).rejects.toMatchObject({ status: 404 });
  });

  describe('for @clerk/testing', () => {
    const before = { ...process.env };
    afterEach(() => {
      for (const name of ['CLERK_FAPI', 'CLERK_TESTING_TOKEN', 'CLERK_API_URL']) {
        delete process.env[name];
        if (before[name] !== undefined) process.env[name] = before[name];
      }
    });

    it('gives clerkSetup the testing token that it asks for', async () => {
      const { clerk } = await startWithBackend();
      const { publishableKey, secretKey } = clerk;
      process.env.CLERK_API_URL = clerk.apiUrl;
      await clerkSetup({ publishableKey, secretKey, dotenv: false });
      expect(process.env.CLERK_FAPI).toBe(clerk.host);
      expect(process.env.CLERK_TESTING_TOKEN).toMatch(/^\d{10}-c_\w+$/);
    });
  });
});
