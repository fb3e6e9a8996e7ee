import { type Ask, FAILURE_TEXT } from './ask';
import { type Finding, note, right, unknown, wrong } from './finding';
import type { Subject } from './subject';

/**
 * Whether the backend lets the extension in: the preflight that Chrome sends before a request with a
 * token. A `*` in `Access-Control-Allow-Headers` does not stand for `Authorization`.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export async function examineApiOrigin({ env, origin }: Subject, ask: Ask): Promise<Finding[]> {
  const check = 'API origin';
  if (!env.apiOrigin) return [note(check, 'There is none: no backend is called.')];
  const url = `${env.apiOrigin}${env.apiPrefix ?? '/'}`;
  const answer = await ask(url, {
    method: 'OPTIONS',
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'authorization',
    },
  });
  if (answer.failure !== null) {
    const says = `${env.apiOrigin}: ${FAILURE_TEXT[answer.failure]}.`;
    return answer.failure === 'no-such-host' || answer.failure === 'tls'
      ? [wrong(check, says, 'Mend VITE_API_ORIGIN, or the host.')]
      : [unknown(check, says, 'Start the backend, and run this again.')];
  }
  const remedy = `Have the backend answer OPTIONS with a 2xx, Access-Control-Allow-Origin: ${origin} and Access-Control-Allow-Headers: Authorization.`;
  const refuse = (why: string) => [wrong(check, `The preflight of ${url} ${why}.`, remedy)];
  if (answer.status < 200 || answer.status > 299) return refuse(`was answered ${answer.status}`);
  const allowed = answer.headers.get('access-control-allow-origin');
  if (allowed !== '*' && allowed !== origin) return refuse('does not allow the extension');
  const headers = answer.headers.get('access-control-allow-headers') ?? '';
  const names = headers.split(',').map((name) => name.trim().toLowerCase());
  if (!names.includes('authorization')) return refuse('does not allow the Authorization header');
  return [right(check, `${env.apiOrigin} lets the extension in, with a token.`)];
}
