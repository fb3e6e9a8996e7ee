import { request } from 'node:https';

/** Where this process listens, and the certificate it shows. */
export type Loopback = { port: number; certificate: string };

/**
 * A `fetch` for the back channel between Clerk and a provider, both in this process: whatever the
 * host of the URL, it goes over TLS to `loopback`, as Chromium's resolver rules send the browser.
 */
export function createLoopbackFetch(loopback: () => Loopback) {
  return (
    url: string,
    init: {
      method: string;
      headers: Record<string, string>;
      body?: URLSearchParams | undefined | null;
    },
  ): Promise<Response> =>
    new Promise((resolve, reject) => {
      const { hostname, pathname, search } = new URL(url);
      const { port, certificate } = loopback();
      const outgoing = request(
        {
          host: '127.0.0.1',
          port,
          servername: hostname,
          ca: certificate,
          agent: false,
          method: init.method,
          path: pathname + search,
          headers: { ...init.headers, host: hostname },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const headers = new Headers();
            for (const [name, values] of Object.entries(incoming.headersDistinct)) {
              for (const value of values ?? []) headers.append(name, value);
            }
            const status = incoming.statusCode ?? 500;
            resolve(new Response(Buffer.concat(chunks), { status, headers }));
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(init.body?.toString());
    });
}
