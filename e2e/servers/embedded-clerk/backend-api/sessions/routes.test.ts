import { verifyToken } from '@clerk/backend';
import { describe, expect, it } from 'vitest';
import { ada, startWithBackend } from '../../../../support/clerk/start-with-backend';

describe('sessions', () => {
  it('are listed by user and status, and revoked', async () => {
    const { backend, browser } = await startWithBackend();
    const { id: userId } = await backend.users.createUser(ada);
    const sessionId = await browser.signIn('ada@example.com', 'correct horse');
    const active = { userId, status: 'active' } as const;
    expect((await backend.sessions.getSessionList(active)).data).toMatchObject([
      { id: sessionId, userId, status: 'active' },
    ]);
    expect((await backend.sessions.revokeSession(sessionId)).status).toBe('revoked');
    expect((await backend.sessions.getSessionList(active)).totalCount).toBe(0);
    const { json } = await browser.send('GET', '/v1/client');
    expect(json.response.sessions).toEqual([]);
  });

  it('are begun for a test, with tokens that verify by the key the Backend API serves', async () => {
    const { backend, clerk } = await startWithBackend();
    const { id: userId } = await backend.users.createUser(ada);
    const session = await backend.sessions.createSession({ userId });
    const { jwt } = await backend.sessions.getToken(session.id, undefined, 120);
    const claims = await verifyToken(jwt, { apiUrl: clerk.apiUrl, secretKey: clerk.secretKey });
    expect(claims).toMatchObject({ sub: userId, sid: session.id });
    expect(claims.exp - claims.iat).toBe(120);
  });

  it('are begun for nobody in production, where Clerk keeps that back', async () => {
    const { backend } = await startWithBackend({ mode: 'production' });
    const { id: userId } = await backend.users.createUser(ada);
    await expect(backend.sessions.createSession({ userId })).rejects.toMatchObject({
      status: 400,
      errors: [{ code: 'request_invalid_for_environment' }],
    });
  });

  it('give tokens of templates', async () => {
    const { backend } = await startWithBackend();
    const { id: userId } = await backend.users.createUser(ada);
    const template = await backend.jwtTemplates.create({
      name: 'supabase',
      claims: { role: 'authenticated', who: '{{user.id}}' },
      lifetime: 300,
    });
    const session = await backend.sessions.createSession({ userId });
    const { jwt } = await backend.sessions.getToken(session.id, 'supabase');
    const claims = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ role: 'authenticated', who: userId });
    await backend.jwtTemplates.update({
      templateId: template.id,
      name: 'hasura',
      claims: { role: 'user' },
    });
    await expect(backend.sessions.getToken(session.id, 'supabase')).rejects.toMatchObject({
      status: 404,
    });
    await expect(
      backend.jwtTemplates.create({ name: 'evil', claims: { sub: 'root' } }),
    ).rejects.toMatchObject({ errors: [{ code: 'jwt_template_reserved_claim' }] });
    await backend.jwtTemplates.delete(template.id);
    expect((await backend.jwtTemplates.list()).totalCount).toBe(0);
  });
});
