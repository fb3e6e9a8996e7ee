import type { JwtPayload } from '@clerk/shared/types';
import { toSeconds } from '../clock';
import { randomString } from '../ids';
import type { Instance } from '../instance';
import { customPermissionKeys, roleOf } from '../organizations/roles';
import { factorAge } from '../sessions/sessions';
import { isPending } from '../sessions/tasks';
import type { Session } from '../store/client-model';
import type { Template } from '../store/instance-model';
import { findMembership } from '../store/queries';
import { encodePermissions } from './organization-claims';
import { fillShortcodes, shortcodeValues } from './shortcodes';

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
  const claims = {
    ...(session.actor === null ? {} : { act: session.actor as SessionClaims['act'] }),
    ...(origin === undefined ? {} : { azp: origin }),
    exp: iat + lifetimeSeconds,
    ...organizationClaims(instance, session.userId, organizationId),
    fva: factorAge(instance, session),
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
  const role = roleOf(instance, membership);
  const encoded = encodePermissions(customPermissionKeys(instance, role));
  return {
    ...(encoded === null ? {} : { fea: encoded.fea }),
    o: {
      id: organization.id,
      slg: organization.slug,
      rol: role.key.replace('org:', ''),
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
  const values = shortcodeValues(instance, session);
  const custom = Object.entries(template.claims).map(([name, claim]) => [
    name,
    fillShortcodes(claim, values),
  ]);
  return instance.key.sign({
    ...(origin === undefined ? {} : { azp: origin }),
    ...Object.fromEntries(custom),
    exp: iat + template.lifetimeSeconds,
    iat,
    iss: instance.issuer,
    jti: randomString(20),
    nbf: iat - notBeforeSeconds,
    sub: session.userId,
  });
}
