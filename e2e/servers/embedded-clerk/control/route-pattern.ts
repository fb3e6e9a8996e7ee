/**
 * Which requests something is about: `METHOD /path`, where the method may be `*`, `*` in the path
 * stands for anything within one segment and `**` for anything at all; or a RegExp on the same.
 */
export type RoutePattern = string | RegExp;

/** The test for `pattern`. Throws on a string that is not of the form `METHOD /path`. */
export function routeMatcher(pattern: RoutePattern): (method: string, path: string) => boolean {
  const expression = pattern instanceof RegExp ? pattern : compile(pattern);
  return (method, path) => {
    expression.lastIndex = 0;
    return expression.test(`${method} ${path}`);
  };
}

function compile(pattern: string): RegExp {
  if (!/^(\*|[A-Z]+) \/\S*$/.test(pattern)) {
    throw new Error(
      `"${pattern}" is not a route pattern: write METHOD /path, as in GET /v1/client.`,
    );
  }
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) => (part === '**' ? '.*' : part === '*' ? '[^/ ]*' : escapeLiteral(part)))
    .join('');
  return new RegExp(`^${source}$`);
}

function escapeLiteral(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
