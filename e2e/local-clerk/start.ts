import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app';
import { createCertificate } from './certificate';
import { createClock } from './clock';
import { type Control, createControl } from './control';
import { createFaults } from './faults';
import type { Instance, SentCode } from './instance';
import { createSigningKey } from './keys';
import { applyMethodOverride } from './method-override';
import { type Mode, publishableKeyFor } from './publishable-key';
import { createRecorder } from './recorder';
import { createRoles } from './roles';
import { createStore } from './store';

export type LocalClerkOptions = {
  /** `development` by default. */
  mode?: Mode;
  /** The TLS port; 0, the default, takes any free one. */
  port?: number;
  /** The name it goes by. By default one of Clerk's own form for the mode. */
  host?: string;
  /** `true` by default, as at Clerk: one session per client. */
  singleSession?: boolean;
  /** Called with every one-time code that would have been mailed. */
  onCode?: (sent: SentCode) => void;
};

export type LocalClerk = {
  mode: Mode;
  publishableKey: string;
  host: string;
  /** `https://` and the host: the `iss` of tokens. */
  issuer: string;
  /** The TLS port, on loopback only. */
  port: number;
  /** The certificate in PEM, for a Node client to trust. */
  certificate: string;
  /** base64(SHA-256(SPKI)), for `--ignore-certificate-errors-spki-list`. */
  certificatePin: string;
  /** What makes Chromium come here when it means `host`, and trust what it finds. */
  chromiumArgs: string[];
  control: Control;
  close(): Promise<void>;
};

const defaultHosts: Record<Mode, string> = {
  development: 'embedded.clerk.accounts.dev',
  production: 'clerk.embedded.example',
};

/**
 * Starts an embedded Clerk with an empty store. Rejects with a sentence that says what to do if the
 * port is taken.
 */
export async function startLocalClerk(options: LocalClerkOptions = {}): Promise<LocalClerk> {
  const mode = options.mode ?? 'development';
  const host = options.host ?? defaultHosts[mode];
  const issuer = `https://${host}`;
  const clock = createClock();
  const instance: Instance = {
    mode,
    host,
    issuer,
    clock,
    key: await createSigningKey(),
    store: createStore(),
    roles: createRoles(),
    singleSession: options.singleSession ?? true,
    onCode: options.onCode ?? (() => {}),
  };
  const { cert, key, pin } = await createCertificate(host);
  const sockets = new Set<Socket>();
  const dropConnections = () => {
    for (const socket of sockets) socket.destroy();
  };
  const faults = createFaults(dropConnections);
  const recorder = createRecorder(clock.now);
  const app = createApp(instance, faults, recorder);
  const server = createAdaptorServer({
    fetch: app.fetch,
    createServer: createTlsServer,
    serverOptions: { cert, key },
  }) as Server;
  server.prependListener('request', applyMethodOverride);
  server.on('connection', (socket: Socket) => {
    if (faults.isOffline()) socket.destroy();
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const port = await listen(server, options.port ?? 0);

  return {
    mode,
    publishableKey: publishableKeyFor(mode, host),
    host,
    issuer,
    port,
    certificate: cert,
    certificatePin: pin,
    chromiumArgs: [
      `--host-resolver-rules=MAP ${host} 127.0.0.1:${port}`,
      `--ignore-certificate-errors-spki-list=${pin}`,
    ],
    control: createControl(instance, faults, recorder, clock),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      dropConnections();
      await closed;
    },
  };
}

/** Listens on loopback; the port that was given or, for 0, found. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken
          ? new Error(
              `Port ${port} on 127.0.0.1 is taken: stop what listens there, or pass another port (0 takes any free one).`,
            )
          : error,
      );
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
