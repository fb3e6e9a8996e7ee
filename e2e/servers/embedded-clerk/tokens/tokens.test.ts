import { createClerkClient, verifyToken } from '@clerk/backend';
import { __experimental_JWTPayloadToAuthObjectProperties as decode } from '@clerk/shared/jwtPayloadParser';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../client/clients';
import type { Clock } from '../clock';
import type { Instance } from '../instance';
import { createSigningKey } from '../keys';
import { createUser } from '../me/user/users';
import { createOAuth } from '../oauth/service';
import { addMembership, createOrganization } from '../organizations/organizations';
import { creatorRole } from '../organizations/roles';
import { publishableKeyFor } from '../publishable-key';
import { startSession } from '../sessions/sessions';
import type { Session } from '../store/client-model';
import { createStore } from '../store/state';
import { OPEN } from '../switches';
import { mintSessionToken, mintTemplateToken } from './tokens';

const origin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const host = 'embedded.clerk.accounts.dev';
let instance: Instance;
let session: Session;
let offset = 0;
const clock: Clock = {
  now: () => Date.now() + offset,
  advance: (ms) => {
    offset += ms;
  },
};

beforeAll(async () => {
  instance = {
    mode: 'development',
    host,
    issuer: `https://${host}`,
    clock,
    key: await createSigningKey(),
    secretKey: 'sk_test_unused',
    store: createStore(),
    oauth: await createOAuth(`https://${host}`, [], () => ({ port: 0, certificate: '' })),
    attributes: {
      emailAddress: 'required',
      emailLink: 'off',
      phoneNumber: 'off',
      username: 'off',
      authenticatorApp: 'off',
      passkey: 'off',
      phoneSecondFactor: 'off',
    },
    singleSession: true,
    switches: OPEN,
    testingTokens: new Map(),
    deviceTrust: false,
    reverification: false,
    apiKeys: false,
    emailLinkSameClient: false,
    requireSecondFactor: false,
    onLink: () => {},
    requireOrganization: false,
    handshakes: new Map(),
    onCode: () => {},
  };
  const user = createUser(instance, {
    email: 'ada@example.com',
    password: 'correct horse',
    firstName: 'Ada',
    publicMetadata: { plan: 'gold' },
  });
  session = startSession(instance, createClient(instance), user, null);
});

const verify = (token: string, options: Parameters<typeof verifyToken>[1] = {}) =>
  verifyToken(token, { jwtKey: instance.key.publicKeyPem(), ...options });

describe('mintSessionToken', () => {
  it("is accepted by Clerk's own verifyToken and says what a v2 token says", async () => {
    const token = await mintSessionToken(instance, session, origin);
    const claims = await verify(token, { authorizedParties: [origin] });
    expect(claims).toMatchObject({
      azp: origin,
      iss: `https://${host}`,
      sub: session.userId,
      sid: session.id,
      sts: 'active',
      v: 2,
      fva: [0, -1],
    });
    expect(claims.exp - claims.iat).toBe(60);
    expect(claims).not.toHaveProperty('o');
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', typ: 'JWT' });
  });

  it('verifies against the published keys too', async () => {
    const token = await mintSessionToken(instance, session, origin);
    const keys = createLocalJWKSet(instance.key.jwks());
    const { payload } = await jwtVerify(token, keys, { issuer: instance.issuer });
    expect(payload.sub).toBe(session.userId);
  });

  it('is refused by verifyToken once it is a minute old', async () => {
    offset = -120_000;
    const token = await mintSessionToken(instance, session, origin);
    offset = 0;
    await expect(verify(token)).rejects.toMatchObject({ reason: 'token-expired' });
  });

  it('is refused by verifyToken when tampered with', async () => {
    const [header, , signature] = (await mintSessionToken(instance, session, origin)).split('.');
    const forged = Buffer.from(
      JSON.stringify({
        ...decodeJwt(await mintSessionToken(instance, session, origin)),
        sub: 'user_other',
      }),
    ).toString('base64url');
    await expect(verify(`${header}.${forged}.${signature}`)).rejects.toMatchObject({
      reason: 'token-invalid-signature',
    });
  });

  it('is refused by verifyToken for another authorised party', async () => {
    const token = await mintSessionToken(instance, session, 'https://evil.example');
    await expect(verify(token, { authorizedParties: [origin] })).rejects.toMatchObject({
      reason: 'token-invalid-authorized-parties',
    });
  });

  it('signs a request in at authenticateRequest', async () => {
    const backend = createClerkClient({
      publishableKey: publishableKeyFor('development', host),
      secretKey: 'sk_test_not_used',
      telemetry: { disabled: true },
      jwtKey: instance.key.publicKeyPem(),
    });
    const token = await mintSessionToken(instance, session, origin);
    const request = new Request('https://api.example/', {
      headers: { Authorization: `Bearer ${token}` },
    });
    const state = await backend.authenticateRequest(request, { authorizedParties: [origin] });
    expect(state.toAuth()).toMatchObject({ userId: session.userId, sessionId: session.id });
  });

  it('carries the organisation the session is in, as the SDK decodes it', async () => {
    const organization = createOrganization(instance, 'Analytical Engines');
    addMembership(instance, organization.id, session.userId, creatorRole(instance));
    for (const key of ['org:reports:read', 'org:billing:manage']) {
      const dates = { createdAt: 0, updatedAt: 0 };
      const row = { id: key, key, name: key, description: '', type: 'user' as const, ...dates };
      instance.store.permissions.set(row.id, row);
      creatorRole(instance).permissionIds.push(row.id);
    }
    const token = await mintSessionToken(instance, session, origin, organization.id);
    expect(decode(await verify(token))).toMatchObject({
      orgId: organization.id,
      orgSlug: 'analytical-engines',
      orgRole: 'org:admin',
      orgPermissions: ['org:billing:manage', 'org:reports:read'],
    });
  });

  it('says nothing about an organisation the user is not in', async () => {
    const other = createOrganization(instance, 'Elsewhere');
    const token = await mintSessionToken(instance, session, origin, other.id);
    expect(await verify(token)).not.toHaveProperty('o');
  });

  it('has no azp when nobody said who asks', async () => {
    expect(await verify(await mintSessionToken(instance, session, undefined))).not.toHaveProperty(
      'azp',
    );
  });
});

describe('mintTemplateToken', () => {
  it('fills shortcodes in and lives as long as the template says', async () => {
    const template = {
      name: 'api',
      lifetimeSeconds: 300,
      claims: {
        mail: '{{user.primary_email_address}}',
        greeting: 'Hello {{user.first_name}}{{user.last_name}}',
        nested: { metadata: ['{{user.public_metadata}}'], count: 3 },
      },
    };
    const claims = decodeJwt(await mintTemplateToken(instance, session, template, origin));
    expect(claims).toMatchObject({
      mail: 'ada@example.com',
      greeting: 'Hello Ada',
      nested: { metadata: [{ plan: 'gold' }], count: 3 },
      sub: session.userId,
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(300);
    expect(claims).not.toHaveProperty('sid');
  });

  it('does not let a template claim to be somebody else', async () => {
    const template = { name: 'x', lifetimeSeconds: 60, claims: { sub: 'root', iss: 'evil' } };
    expect(decodeJwt(await mintTemplateToken(instance, session, template, origin))).toMatchObject({
      sub: session.userId,
      iss: instance.issuer,
    });
  });
});
