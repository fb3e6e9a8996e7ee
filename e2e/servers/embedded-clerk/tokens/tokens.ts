import type { JwtPayload } from '@clerk/shared/types';
import { toSeconds } from '../clock';
import { randomString } from '../ids';
import type { Instance } from '../instance';
import { isPending } from '../sessions/sessions';
import type { Session, Template } from '../store/model';
import { findMembership, primaryEmail } from '../store/queries';
import { encodePermissions } from './organization-claims';

/** How long a session token lives, as at Clerk. */
const sessionTokenSeconds = 60;
/** Clerk sets `nbf` this far before `iat`, for verifiers whose clock runs late. */
const notBeforeSeconds = 10;

/** What a session token says, v2. `__raw` is the SDK's own addition after decoding. */
export type SessionClaims = Omit<JwtPayload, '__raw'>;

/**
 * Mints a v2 session token for `session`. `origin` is the asking page's and becomes `azp`; without
 * one the claim is left out. `organizationId` puts the membership's claims in; `null` is the
 * personal account, as is an organisation the user is not in.
 */
export function mintSessionToken(
  instance: Instance,
  session: Session,
  origin: string | undefined,
  organizationId: string | null = session.organizationId,
  lifetimeSeconds: number = sessionTokenSeconds,
): Promise<string> {
  const iat = toSeconds(instance.clock.now());
  const minutesSinceSignIn = Math.floor((instance.clock.now() - session.createdAt) / 60_000);
  const claims = {
    ...(origin === undefined ? {} : { azp: origin }),
    exp: iat + lifetimeSeconds,
    ...organizationClaims(instance, session.userId, organizationId),
    fva: [minutesSinceSignIn, -1],
    iat,
    iss: instance.issuer,
    jti: randomString(20),
    nbf: iat - notBeforeSeconds,
    sid: session.id,
    sts: isPending(instance, session) ? 'pending' : 'active',
    sub: session.userId,
    v: 2,
  } satisfies SessionClaims;
  return instance.key.sign(claims);
}

function organizationClaims(instance: Instance, userId: string, organizationId: string | null) {
  const membership = findMembership(instance.store, organizationId, userId);
  const organization = instance.store.organizations.get(membership?.organizationId ?? '');
  if (membership === undefined || organization === undefined) return {};
  const encoded = encodePermissions(instance.roles.customPermissions(membership.role));
  return {
    ...(encoded === null ? {} : { fea: encoded.fea }),
    o: {
      id: organization.id,
      slg: organization.slug,
      rol: membership.role.replace('org:', ''),
      ...(encoded === null ? {} : { per: encoded.per, fpm: encoded.fpm }),
    },
  };
}

/**
 * Mints a token of a JWT template: Clerk's default claims, then the template's own with their
 * `{{...}}` shortcodes filled in. It has no `sid` and no `v`, as at Clerk.
 */
export function mintTemplateToken(
  instance: Instance,
  session: Session,
  template: Pick<Template, 'claims' | 'lifetimeSeconds'>,
  origin: string | undefined,
): Promise<string> {
  const iat = toSeconds(instance.clock.now());
  const values = shortcodes(instance, session);
  const custom = fill(template.claims, values) as Record<string, unknown>;
  return instance.key.sign({
    ...(origin === undefined ? {} : { azp: origin }),
    ...custom,
    exp: iat + template.lifetimeSeconds,
    iat,
    iss: instance.issuer,
    jti: randomString(20),
    nbf: iat - notBeforeSeconds,
    sub: session.userId,
  });
}

function shortcodes(instance: Instance, session: Session): Record<string, unknown> {
  const user = instance.store.users.get(session.userId);
  const membership = findMembership(instance.store, session.organizationId, session.userId);
  const organization = instance.store.organizations.get(membership?.organizationId ?? '');
  return {
    'user.id': session.userId,
    'user.first_name': user?.firstName ?? null,
    'user.last_name': user?.lastName ?? null,
    'user.primary_email_address': user === undefined ? null : primaryEmail(user),
    'user.public_metadata': user?.publicMetadata ?? {},
    'user.unsafe_metadata': user?.unsafeMetadata ?? {},
    'org.id': organization?.id ?? null,
    'org.name': organization?.name ?? null,
    'org.slug': organization?.slug ?? null,
    'org.role': membership?.role ?? null,
    'session.id': session.id,
  };
}

/** A claim that is one shortcode keeps the value's type; inside a longer string it becomes text. */
function fill(value: unknown, values: Record<string, unknown>): unknown {
  if (typeof value === 'string') {
    const whole = /^\{\{\s*([\w.]+)\s*\}\}$/.exec(value)?.[1];
    if (whole !== undefined) return values[whole] ?? null;
    return value.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) => `${values[name] ?? ''}`);
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, values));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, fill(item, values)]),
    );
  }
  return value;
}
