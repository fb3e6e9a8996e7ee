const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const DNS_NAME = new RegExp(`^(?=.{3,253}$)${LABEL}(?:\\.${LABEL})+$`);

/**
 * Whether the text is a lower-case DNS name of two labels or more. `URL` is no judge of that: it
 * takes `*.example.com` for a host, which in a match pattern would grant every subdomain.
 */
export function isDnsName(text: string): boolean {
  return DNS_NAME.test(text);
}
