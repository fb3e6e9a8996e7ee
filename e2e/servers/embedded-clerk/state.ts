import type { SessionStatus, SignInStatus, VerificationStatus } from '@clerk/shared/types';
import { z } from 'zod';

// All that outlives a process, as it is in memory (what `decode` gives) and as JSON (what `encode`
// gives). One schema does both, so that neither can forget a field.

const bytes = z.codec(z.base64(), z.instanceof(Buffer), {
  decode: (text) => Buffer.from(text, 'base64'),
  encode: (buffer) => buffer.toString('base64'),
});
const imageBytes = z.codec(z.base64(), z.custom<Uint8Array<ArrayBuffer>>(), {
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
  encode: (array) => Buffer.from(array).toString('base64'),
});
const text = <T extends string>() => z.custom<T>((value) => typeof value === 'string');
const Metadata = z.record(z.string(), z.unknown());
const Role = z.enum(['org:admin', 'org:member']);
const dates = { createdAt: z.number(), updatedAt: z.number() };

const Password = z.object({ salt: bytes, hash: bytes });
const Image = z.object({ type: z.string(), bytes: imageBytes });
const Verification = z.object({
  strategy: z.string(),
  status: text<VerificationStatus>(),
  code: z.string().nullable(),
  attempts: z.number(),
  expireAt: z.number(),
});

const User = z.object({
  id: z.string(),
  emails: z
    .array(z.object({ id: z.string(), email: z.string(), verification: Verification.nullable() }))
    .min(1),
  primaryEmailId: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  image: Image.nullable(),
  password: Password.nullable(),
  publicMetadata: Metadata,
  unsafeMetadata: Metadata,
  failedAttempts: z.number(),
  lockedUntil: z.number().nullable(),
  lastSignInAt: z.number().nullable(),
  ...dates,
});

const Session = z.object({
  id: z.string(),
  clientId: z.string(),
  userId: z.string(),
  status: text<SessionStatus>(),
  organizationId: z.string().nullable(),
  userAgent: z.string().nullable(),
  lastActiveAt: z.number(),
  expireAt: z.number(),
  abandonAt: z.number(),
  ...dates,
});

const SignIn = z.object({
  id: z.string(),
  status: text<SignInStatus>(),
  identifier: z.string().nullable(),
  userId: z.string().nullable(),
  verification: Verification.nullable(),
  createdSessionId: z.string().nullable(),
});

const SignUp = z.object({
  id: z.string(),
  email: z.string().nullable(),
  password: Password.nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  unsafeMetadata: Metadata,
  verification: Verification.nullable(),
  createdUserId: z.string().nullable(),
  createdSessionId: z.string().nullable(),
  abandonAt: z.number(),
});

const Client = z.object({
  id: z.string(),
  rotation: z.string(),
  previousRotation: z.string().nullable(),
  signIn: SignIn.nullable(),
  signUp: SignUp.nullable(),
  lastActiveSessionId: z.string().nullable(),
  lastStrategy: z.enum(['password', 'email_code']).nullable(),
  ...dates,
});

const Organization = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  image: Image.nullable(),
  ...dates,
});

const Membership = z.object({
  id: z.string(),
  organizationId: z.string(),
  userId: z.string(),
  role: Role,
  ...dates,
});

const Invitation = z.object({
  id: z.string(),
  organizationId: z.string(),
  email: z.string(),
  role: Role,
  status: z.enum(['pending', 'accepted', 'revoked']),
  ...dates,
});

const Template = z.object({
  name: z.string(),
  claims: Metadata,
  lifetimeSeconds: z.number(),
});

/** A table is an array of rows in JSON, in the order in which they were made. */
function table<Row extends z.ZodType, Key extends keyof z.output<Row>>(row: Row, key: Key) {
  return z.codec(z.array(row), z.custom<Map<string, z.output<Row>>>(), {
    decode: (rows) => new Map(rows.map((each) => [String(each[key]), each])),
    encode: (map) => [...map.values()],
  });
}

/** What an embedded Clerk must find again to be the same one after a restart. */
export const State = z.object({
  version: z.literal(1),
  mode: z.enum(['development', 'production']),
  /** The private key that signs tokens, with its `kid`. */
  signingKey: z.looseObject({ kty: z.literal('RSA'), kid: z.string(), d: z.string() }),
  /** The private key of the TLS certificate, in PEM: with it the certificate's pin stays. */
  tlsKey: z.string(),
  permissions: z.record(Role, z.array(z.string())),
  users: table(User, 'id'),
  clients: table(Client, 'id'),
  sessions: table(Session, 'id'),
  organizations: table(Organization, 'id'),
  memberships: table(Membership, 'id'),
  invitations: table(Invitation, 'id'),
  templates: table(Template, 'name'),
});
export type State = z.output<typeof State>;
