import { z } from 'zod';
import type { Instance } from '../instance';
import type { ListedIdentifier } from '../store/admission-model';

/** The lists: whose members alone may sign up, and whose may not. */
export type ListName = 'allowlist' | 'blocklist';

// What stands for an identifier: https://clerk.com/docs/guides/secure/restricting-access#blocklist
const kinds: [ListedIdentifier['type'], z.ZodType<unknown>][] = [
  // An asterisk is a letter like others to addresses: `*@example.com` is one.
  ['email_address', z.email({ pattern: z.regexes.rfc5322Email })],
  ['email_address', z.string().regex(/^\*@\*\.([a-z0-9-]+\.)+[a-z]{2,}$/)],
  ['phone_number', z.e164()],
  ['web3_wallet', z.string().regex(/^0x[0-9a-f]{40}$/)],
];

/**
 * `text` as the lists keep it, with its kind: an address, a number or a wallet, or `*@example.com` or
 * `*@*.example.com` for all addresses of a domain or its subdomains. `undefined` if it is none of these.
 */
export function parseListed(
  text: string,
): Pick<ListedIdentifier, 'identifier' | 'type'> | undefined {
  const identifier = text.trim().toLowerCase();
  const kind = kinds.find(([, schema]) => schema.safeParse(identifier).success);
  return kind && { identifier, type: kind[0] };
}

/** Whether `identifier` is on the list. A blocked address is blocked with its subaddresses. */
export function isListed({ store }: Instance, list: ListName, identifier: string): boolean {
  const asked = identifier.trim().toLowerCase();
  const domain = asked.split('@')[1];
  const names = [asked];
  if (domain !== undefined) {
    const parents = domain.split('.').map((_, index, labels) => labels.slice(index + 1).join('.'));
    names.push(`*@${domain}`, ...parents.map((parent) => `*@*.${parent}`));
    if (list === 'blocklist') names.push(withoutSubaddress(asked));
  }
  return [...store[list].values()].some((row) => names.includes(row.identifier));
}

const yahoo = /^(yahoo\.(com|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})|(ymail|rocketmail|y7mail)\.com)$/;

/** `email`, which is in lower case, without what its provider takes for a subaddress. */
function withoutSubaddress(email: string): string {
  const [local = '', domain = ''] = email.split('@');
  const mailbox = local.split(yahoo.test(domain) ? /[+=#-]/ : /[+=#]/)[0];
  return `${mailbox}@${domain}`;
}

/** Whether mail to two addresses may arrive in the same mailbox, as the provider numbers them. */
export function isSameMailbox(a: string, b: string): boolean {
  return mailboxOf(a) === mailboxOf(b);
}

function mailboxOf(email: string): string {
  const address = withoutSubaddress(email.trim().toLowerCase());
  const [local = '', domain = ''] = address.split('@');
  // Gmail reads no dots.
  return /^(gmail|googlemail)\.com$/.test(domain)
    ? `${local.replaceAll('.', '')}@${domain}`
    : address;
}
