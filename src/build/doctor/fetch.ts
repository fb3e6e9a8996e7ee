import { Agent, buildConnector, fetch } from 'undici';
import type { Fetch } from './ask';

/** An address and a port. */
export type Endpoint = { address: string; port: number };

/**
 * A `fetch` that connects to `endpoint` whenever a URL names `host`, as `curl --connect-to` does; the name
 * that TLS asks for stays. Without an endpoint, every host is where DNS says.
 */
export function createFetch(host?: string, endpoint?: Endpoint): Fetch {
  const connect = buildConnector({});
  const dispatcher = new Agent({
    connect: (options, callback) =>
      endpoint && options.hostname === host
        ? connect(
            {
              ...options,
              hostname: endpoint.address,
              port: String(endpoint.port),
              servername: options.servername ?? host,
            },
            callback,
          )
        : connect(options, callback),
  });
  return (url, init) => fetch(url, { ...init, dispatcher });
}
