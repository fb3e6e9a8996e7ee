import { z } from 'zod';
import { ApplicationInvitation, ListedIdentifier, WaitlistEntry } from './admission-model';
import { builtInRoles } from './built-in-roles';
import { Client, Session } from './client-model';
import { ApiKey, M2mToken, Machine } from './credential-model';
import {
  ActorToken,
  noRestrictions,
  RedirectUrl,
  SatelliteDomain,
  Settings,
  SignInToken,
  Template,
} from './instance-model';
import { Invitation, Membership, Organization, Permission, Role } from './organization-model';
import { User } from './user-model';

/** A table is an array of rows in JSON, in the order in which they were made. */
function table<Row extends z.ZodType, Key extends keyof z.output<Row>>(row: Row, key: Key) {
  // Files from earlier versions lack some tables.
  return z.codec(z.array(row).default([]), z.custom<Map<string, z.output<Row>>>(), {
    decode: (rows) => new Map(rows.map((each) => [String(each[key]), each])),
    encode: (map) => [...map.values()],
  });
}

/** Every table, keyed by id (templates by name), and the settings. */
const tables = {
  users: table(User, 'id'),
  clients: table(Client, 'id'),
  sessions: table(Session, 'id'),
  organizations: table(Organization, 'id'),
  memberships: table(Membership, 'id'),
  invitations: table(Invitation, 'id'),
  roles: table(Role, 'id'),
  permissions: table(Permission, 'id'),
  templates: table(Template, 'name'),
  redirectUrls: table(RedirectUrl, 'id'),
  signInTokens: table(SignInToken, 'id'),
  actorTokens: table(ActorToken, 'id'),
  applicationInvitations: table(ApplicationInvitation, 'id'),
  waitlistEntries: table(WaitlistEntry, 'id'),
  allowlist: table(ListedIdentifier, 'id'),
  blocklist: table(ListedIdentifier, 'id'),
  satelliteDomains: table(SatelliteDomain, 'id'),
  apiKeys: table(ApiKey, 'id'),
  machines: table(Machine, 'id'),
  m2mTokens: table(M2mToken, 'id'),
  settings: Settings,
};

/** What an embedded Clerk must find again to be the same one after a restart. */
export const State = z.object({
  version: z.literal(3),
  mode: z.enum(['development', 'production']),
  /** The private key that signs tokens, with its `kid`. */
  signingKey: z.looseObject({ kty: z.literal('RSA'), kid: z.string(), d: z.string() }),
  /** The private key of the TLS certificate, in PEM: with it the certificate's pin stays. */
  tlsKey: z.string(),
  ...tables,
});
export type State = z.output<typeof State>;

/** Everything one embedded Clerk remembers in memory. */
export type Store = Pick<State, keyof typeof tables>;

/** A store with nothing in it but Clerk's own roles. */
export function createStore(): Store {
  const { permissions, admin, member } = builtInRoles();
  const byId = <Row extends { id: string }>(rows: Row[]) =>
    new Map(rows.map((row) => [row.id, row]));
  return {
    users: new Map(),
    clients: new Map(),
    sessions: new Map(),
    organizations: new Map(),
    memberships: new Map(),
    invitations: new Map(),
    roles: byId([admin, member]),
    permissions: byId(permissions),
    templates: new Map(),
    redirectUrls: new Map(),
    signInTokens: new Map(),
    actorTokens: new Map(),
    applicationInvitations: new Map(),
    waitlistEntries: new Map(),
    allowlist: new Map(),
    blocklist: new Map(),
    satelliteDomains: new Map(),
    apiKeys: new Map(),
    machines: new Map(),
    m2mTokens: new Map(),
    settings: {
      allowedOrigins: null,
      creatorRoleId: admin.id,
      defaultRoleId: member.id,
      restrictions: noRestrictions(),
      proxyUrl: null,
    },
  };
}
