import { createServer as createTlsServer } from 'node:https';
import type { Server, Socket } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { accountsHostOf } from './accounts-portal/routes';
import { createApp } from './app';
import { secretKeyFor } from './backend-api/secret-key';
import { createCertificate } from './certificate';
import { createClock } from './clock';
import { type Control, createControl } from './control/control';
import { createFaults } from './control/faults';
import { createRecorder } from './control/recorder';
import { createControlServer } from './control/server';
import { ANSWERS_FOLDER, createAnswerFile } from './http/answer-log';
import { applyMethodOverride } from './http/method-override';
import type { Attributes, Instance, SentCode, SentLink } from './instance';
import { createSigningKey, type PrivateJwk } from './keys';
import { listen, stop, trackConnections } from './listen';
import { enterpriseConnection, type SocialProvider, socialConnections } from './oauth/connections';
import { createOAuth } from './oauth/service';
import { DEFAULT_HOSTS, type Mode, publishableKeyFor } from './publishable-key';
import type { State } from './store/state';
import { createStore } from './store/state';
import { OPEN, type Switches } from './switches';

export type EmbeddedClerkOptions = {
  /** `development` by default. */
  mode?: Mode;
  /** The TLS port; 0, the default, takes any free one. */
  port?: number;
  /** The name it goes by. By default one of Clerk's own form for the mode. */
  host?: string;
  /** What users have. By default an email address, required, and nothing else. */
  attributes?: Partial<Attributes>;
  /** `true` by default, as at Clerk: one session per client. */
  singleSession?: boolean;
  /** `false` by default, and so at Clerk for applications older than November 2025. */
  deviceTrust?: boolean;
  /** `false` by default: the profile asks nobody to prove again who they are. */
  reverification?: boolean;
  /** `false` by default: the profiles have no page for API keys, and the Frontend API refuses them. */
  apiKeys?: boolean;
  /**
   * Whether an email link counts only in the browser in which it was asked for; `false` by default. An
   * extension never has the browser's own client.
   */
  emailLinkSameClient?: boolean;
  /** `false` by default: everybody may also act for themselves. */
  requireOrganization?: boolean;
  /** `false` by default: whoever has no second factor is let in without. */
  requireSecondFactor?: boolean;
  /** What is switched otherwise than for an instance that lets an extension in. */
  switches?: Partial<Switches>;
  /**
   * Origins that a production instance lets in besides its own domain's, in place of those of `state`:
   * `chrome-extension://ID` of each extension. None by default.
   */
  allowedOrigins?: readonly string[];
  /** The least time that an answer takes, in milliseconds; 0 by default. */
  latencyMs?: number;
  /** How long a one-time code or a link is under way, in milliseconds; 0 by default. */
  mailDelayMs?: number;
  /** What an earlier one gave as its `state()`: it goes on from there. */
  state?: State;
  /** The providers people may sign in with, each played by a server of its own; none by default. */
  social?: readonly SocialProvider[];
  /** Whose addresses belong to an enterprise with a sign-in of its own, such as `corp.example`. */
  enterpriseDomain?: string | undefined;
  /** Called after whatever may have changed `state()`. */
  onChange?: () => void;
  /** Called with every one-time code that would have been mailed. */
  onCode?: (sent: SentCode) => void;
  /** Called with every link that would have been mailed. */
  onLink?: (sent: SentLink) => void;
};

export type EmbeddedClerk = {
  mode: Mode;
  publishableKey: string;
  /** What a backend presents to the Backend API. */
  secretKey: string;
  /** The key that verifies session tokens in PEM, for `verifyToken({ jwtKey })` of `@clerk/backend`. */
  jwtKey: string;
  /** The origin of the Backend API: `https://127.0.0.1:PORT`. At Clerk, https://api.clerk.com. */
  apiUrl: string;
  host: string;
  /** `https://` and the host: the `iss` of tokens. */
  issuer: string;
  /** Every host that is served here: Clerk's own, its account portal, and those of the providers. */
  hosts: readonly string[];
  /** The TLS port, on loopback only. */
  port: number;
  /** The certificate in PEM, for a Node client to trust. */
  certificate: string;
  /** base64(SHA-256(SPKI)), for `--ignore-certificate-errors-spki-list`. */
  certificatePin: string;
  /** What makes Chromium come here when it means `host`, and trust what it finds. */
  chromiumArgs: string[];
  control: Control;
  /** Where `createControlClient` finds the same operations, from another process. */
  controlUrl: string;
  /** All that it would take to go on after a restart, private keys included. */
  state(): State;
  /** Stops both servers and cuts what is still connected. */
  close(): Promise<void>;
};

/**
 * Starts an embedded Clerk with an empty store. Where the environment names a folder for it, every
 * answer is kept there: see `http/answer-log.ts`. Rejects with a sentence that says what to do if the
 * port is taken.
 */
export async function startEmbeddedClerk(
  options: EmbeddedClerkOptions = {},
): Promise<EmbeddedClerk> {
  const { state, onChange = () => {} } = options;
  const mode = options.mode ?? state?.mode ?? 'development';
  const host = options.host ?? DEFAULT_HOSTS[mode];
  const issuer = `https://${host}`;
  const clock = createClock();
  const sentLinks: SentLink[] = [];
  const signingKey = await createSigningKey(state?.signingKey as PrivateJwk | undefined);
  const providers = [
    ...socialConnections(options.social ?? []),
    ...(options.enterpriseDomain
      ? [enterpriseConnection(options.enterpriseDomain, clock.now())]
      : []),
  ];
  const oauth = await createOAuth(issuer, providers, () => ({ port, certificate: cert }));
  const hosts = [host, accountsHostOf(host), ...oauth.hosts];
  const instance: Instance = {
    oauth,
    mode,
    host,
    issuer,
    clock,
    key: signingKey,
    secretKey: secretKeyFor(mode, signingKey.privateJwk()),
    store: state ?? createStore(),
    attributes: {
      emailAddress: 'required',
      emailLink: 'off',
      phoneNumber: 'off',
      username: 'off',
      authenticatorApp: 'off',
      passkey: 'off',
      phoneSecondFactor: 'off',
      ...options.attributes,
    },
    singleSession: options.singleSession ?? true,
    emailLinkSameClient: options.emailLinkSameClient ?? false,
    switches: { ...OPEN, ...options.switches },
    testingTokens: new Map(),
    deviceTrust: options.deviceTrust ?? false,
    reverification: options.reverification ?? false,
    apiKeys: options.apiKeys ?? false,
    requireOrganization: options.requireOrganization ?? false,
    requireSecondFactor: options.requireSecondFactor ?? false,
    handshakes: new Map(),
    onCode: delayed(options.onCode ?? (() => {}), options.mailDelayMs ?? 0),
    onLink: delayed((sent) => {
      sentLinks.push(sent);
      options.onLink?.(sent);
    }, options.mailDelayMs ?? 0),
  };
  if (options.allowedOrigins) instance.store.settings.allowedOrigins = [...options.allowedOrigins];
  const { cert, key, pin } = await createCertificate(hosts, state?.tlsKey);
  const faults = createFaults(() => connections.cut());
  const recorder = createRecorder(clock.now);
  const target = { instance, faults, recorder, clock, sentLinks };
  const control = createControl(target);
  const answersFolder = process.env[ANSWERS_FOLDER];

  const server = createAdaptorServer({
    fetch: createApp({
      instance,
      faults,
      recorder,
      latencyMs: options.latencyMs ?? 0,
      onChange,
      onAnswer: answersFolder ? createAnswerFile(answersFolder) : undefined,
    }).fetch,
    createServer: createTlsServer,
    overrideGlobalObjects: false,
    serverOptions: { cert, key },
  }) as Server;
  server.prependListener('request', applyMethodOverride);
  server.on('connection', (socket: Socket) => {
    if (faults.isOffline()) socket.destroy();
  });
  const connections = trackConnections(server);
  const port = await listen(server, options.port ?? 0);

  const controlServer = createControlServer(target, onChange) as Server;
  const controlConnections = trackConnections(controlServer);
  const controlPort = await listen(controlServer, 0);

  return {
    mode,
    publishableKey: publishableKeyFor(mode, host),
    secretKey: instance.secretKey,
    jwtKey: signingKey.publicKeyPem(),
    // Without the port where it is the one that https has: clients compare origins.
    apiUrl: new URL(`https://127.0.0.1:${port}`).origin,
    host,
    hosts,
    issuer,
    port,
    certificate: cert,
    certificatePin: pin,
    chromiumArgs: [
      `--host-resolver-rules=${hosts.map((name) => `MAP ${name} 127.0.0.1:${port}`).join()}`,
      `--ignore-certificate-errors-spki-list=${pin}`,
    ],
    control,
    controlUrl: `http://127.0.0.1:${controlPort}`,
    state: () => ({
      version: 3,
      mode,
      signingKey: instance.key.privateJwk(),
      tlsKey: key,
      ...instance.store,
    }),
    close: async () => {
      await Promise.all([stop(server, connections), stop(controlServer, controlConnections)]);
    },
  };
}

/** Calls `deliver` so much later; whatever is under way at the end is lost. */
function delayed<T>(deliver: (sent: T) => void, ms: number): (sent: T) => void {
  return ms === 0 ? deliver : (sent) => void setTimeout(deliver, ms, sent).unref();
}
