import type { Instance } from '../instance';
import { roleOf } from '../organizations/roles';
import type { Session } from '../store/client-model';
import { findMembership, isVerified, primaryEmail, primaryPhone, rows } from '../store/queries';
import { imageUrl } from '../well-known/image';

/** What a template may refer to: the values behind `user.first_name`, `org.slug` and so on. */
export type ShortcodeValues = Record<string, Record<string, unknown>>;

/** The values of `session` under the names of https://clerk.com/docs/guides/sessions/jwt-templates. */
export function shortcodeValues(instance: Instance, session: Session): ShortcodeValues {
  const { store } = instance;
  const membership = findMembership(store, session.organizationId, session.userId);
  const organization = store.organizations.get(membership?.organizationId ?? '');
  return {
    user: userValues(instance, session.userId),
    org: {
      id: organization?.id,
      name: organization?.name,
      slug: organization?.slug,
      role: membership && roleOf(instance, membership).key,
      image_url: organization && imageUrl(instance, organization.id, organization.updatedAt),
      has_image: organization && organization.image !== null,
      public_metadata: organization && {},
    },
    org_membership: { public_metadata: membership && {} },
    session: { id: session.id, actor: session.actor },
  };
}

function userValues(instance: Instance, userId: string): Record<string, unknown> {
  const user = instance.store.users.get(userId);
  if (user === undefined) return { id: userId };
  const fullName = [user.firstName, user.lastName].filter(Boolean).join(' ');
  const memberships = rows(instance.store.memberships, (row) => row.userId === userId);
  return {
    id: user.id,
    external_id: null,
    username: user.username,
    first_name: user.firstName,
    last_name: user.lastName,
    full_name: fullName || null,
    image_url: imageUrl(instance, user.id, user.updatedAt),
    has_image: user.image !== null,
    primary_email_address: primaryEmail(user),
    email_verified: user.emails.some((row) => row.id === user.primaryEmailId && isVerified(row)),
    primary_phone_number: primaryPhone(user),
    phone_number_verified: user.phones.some(
      (row) => row.id === user.primaryPhoneId && isVerified(row),
    ),
    primary_web3_wallet: null,
    two_factor_enabled: false,
    public_metadata: user.publicMetadata,
    unsafe_metadata: user.unsafeMetadata,
    organizations: Object.fromEntries(
      memberships.map((row) => [row.organizationId, roleOf(instance, row).key]),
    ),
    created_at: user.createdAt,
    updated_at: user.updatedAt,
  };
}

const shortcode = /\{\{([^{}]*)\}\}/g;

/**
 * `claim` with its `{{...}}` filled in. One that is a whole string keeps the value's type; inside a
 * longer string it becomes text, nothing if there is no value.
 */
export function fillShortcodes(claim: unknown, values: ShortcodeValues): unknown {
  if (typeof claim === 'string') {
    const whole = /^\s*\{\{([^{}]*)\}\}\s*$/.exec(claim)?.[1];
    if (whole !== undefined) return evaluate(whole, values);
    return claim.replace(shortcode, (_, expression: string) =>
      toText(evaluate(expression, values)),
    );
  }
  if (Array.isArray(claim)) return claim.map((item) => fillShortcodes(item, values));
  if (!isRecord(claim)) return claim;
  return Object.fromEntries(
    Object.entries(claim).map(([key, item]) => [key, fillShortcodes(item, values)]),
  );
}

/** `a || b || 'c'`: the first that is truthy, else the last. */
function evaluate(expression: string, values: ShortcodeValues): unknown {
  const operands = expression.match(/'[^']*'|[^|']+/g)?.map((operand) => operand.trim()) ?? [];
  let value: unknown = null;
  for (const operand of operands.filter((each) => each !== '')) {
    value = read(operand, values);
    if (value) return value;
  }
  return value;
}

/** What one operand stands for: a text in quotes, a JSON literal, or a path into the values. */
function read(operand: string, values: ShortcodeValues): unknown {
  if (operand.startsWith("'")) return operand.slice(1, -1);
  if (/^(true|false|null|-?\d+(\.\d+)?)$/.test(operand)) return JSON.parse(operand);
  let value: unknown = values;
  for (const key of operand.split('.')) {
    value =
      (isRecord(value) || Array.isArray(value)) && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : null;
  }
  return value ?? null;
}

function toText(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
