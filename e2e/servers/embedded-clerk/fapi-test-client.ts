import type { IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { developmentHeader, developmentQuery, productionHeader } from './client-identity';
import type { EmbeddedClerk } from './start';

/** The origin the test client claims to be. */
export const testOrigin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

export type FapiResponse = {
  status: number;
  headers: IncomingHttpHeaders;
  /** The body as it came. */
  text: string;
  /** The body as JSON. Tests assert on its parts, so it is left open. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it expects to be there.
  json: any;
};

export type FapiRequest = {
  /** A field that is repeated has an array. */
  form?: Record<string, string | string[]>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** `null` leaves the token out; otherwise the one the client holds is sent. */
  token?: string | null;
};

/** One browser's worth of Frontend API, for Node tests: real TLS, and it keeps its client token. */
export type FapiTestClient = {
  /** Sends PUT, PATCH and DELETE the way the SDK does, as POST with `_method`. */
  send(method: string, path: string, request?: FapiRequest): Promise<FapiResponse>;
  /** The client token last received. */
  token(): string | null;
  /** Signs in with a password; returns the session's id. Throws if that is refused. */
  signIn(email: string, password: string): Promise<string>;
};

/** A client nobody is signed in to. Connects over TLS and trusts this server's certificate only. */
export function createFapiTestClient(clerk: EmbeddedClerk): FapiTestClient {
  let held: string | null = null;
  const header = clerk.mode === 'development' ? developmentHeader : productionHeader;

  const send: FapiTestClient['send'] = async (method, path, options = {}) => {
    const token = options.token === undefined ? held : options.token;
    const query = new URLSearchParams({ _clerk_js_version: '6.40.0', ...options.query });
    const headers: Record<string, string> = { Origin: testOrigin, ...options.headers };
    if (token !== null && clerk.mode === 'development') query.set(developmentQuery, token);
    if (token !== null && clerk.mode === 'production') {
      query.set('_is_native', '1');
      headers[productionHeader] = `Bearer ${token}`;
    }
    const overridden = ['PUT', 'PATCH', 'DELETE'].includes(method);
    if (overridden) query.set('_method', method);
    const fields = Object.entries(options.form ?? {}).flatMap(([name, value]): [string, string][] =>
      [value].flat().map((each) => [name, each]),
    );
    const body = options.form && new URLSearchParams(fields).toString();
    if (body !== undefined) headers['Content-Type'] = 'application/x-www-form-urlencoded';
    const response = await exchange(
      clerk,
      overridden ? 'POST' : method,
      `${path}?${query}`,
      headers,
      body,
    );
    const answered = response.headers[header.toLowerCase()];
    if (typeof answered === 'string') held = answered;
    return response;
  };

  return {
    send,
    token: () => held,
    signIn: async (email, password) => {
      const { status, json } = await send('POST', '/v1/client/sign_ins', {
        form: { identifier: email, strategy: 'password', password },
      });
      if (status !== 200) throw new Error(`Sign-in was refused with ${status}.`);
      return json.response.created_session_id;
    },
  };
}

function exchange(
  clerk: EmbeddedClerk,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: string | undefined,
): Promise<FapiResponse> {
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      {
        host: '127.0.0.1',
        port: clerk.port,
        servername: clerk.host,
        ca: clerk.certificate,
        agent: false,
        method,
        path,
        headers,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: parse(text),
          });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
