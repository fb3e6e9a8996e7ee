/** Where the one API is. */
export type ApiLocation = {
  /** Such as `https://api.example.com`. */
  origin: string;
  /** Begins and ends with a slash; requests stay under it. */
  prefix: string;
};

/**
 * What an absolute path may be made of: RFC 3986 characters and escapes, no empty segment. Escaped
 * dots, slashes, backslashes, percent signs and controls are out, spelt too long in UTF-8 also: servers
 * differ in when they decode them, and so in which path they see. So are segments of dots alone, also
 * where a parameter (`..;x`) or a space follows, which some servers strip before they resolve dots.
 */
const PATH =
  /^(?:\/(?!\.+(?:;|%3b|%20|\/|$))(?:[\w.~!$&'()*+,;=:@-]|%(?!2[ef5]|5c|[01][0-9a-f]|7f|c[01])[0-9a-f]{2})+)*\/?$/i;
const QUERY = /^(?:[\w.~!$&()*+,;=:@/?-]|%[0-9a-f]{2})*$/i;

/**
 * The URL that `path`, with or without a query, means at the API; `null` for a path that is not
 * already in normal form or is not under the prefix. Nothing is repaired: what `URL` would rewrite
 * (dot segments, backslashes, a second slash, white space) is refused, so that what was checked is
 * what is sent.
 */
export function apiUrl(path: string, { origin, prefix }: ApiLocation): URL | null {
  const mark = path.indexOf('?');
  const pathname = mark === -1 ? path : path.slice(0, mark);
  const query = mark === -1 ? '' : path.slice(mark + 1);
  if (!PATH.test(pathname) || !QUERY.test(query) || !pathname.startsWith(prefix)) return null;
  const text = `${origin}${path}`;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.href === text && url.origin === origin ? url : null;
}
