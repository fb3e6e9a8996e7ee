import { setMaxListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClerkTransport, type StorageCache } from './clerk-transport';
import { clientJwtKey, isSameClient, type KeyMode, setRequestJwt } from './client-jwt';
import { createClientJwtStorage } from './client-jwt-storage';
import { shareClient } from './synced-client';
import { createFakeLocks } from './testing/fake-locks';
import { memoryArea } from './testing/memory-area';
import { createStrictServer } from './testing/strict-server';

const HOST = 'clerk.example.com';
const KEY = clientJwtKey(HOST);

/** Something that waits: let it go on, or, where it is an answer on its way, lose it. */
type Step = { proceed(): void; lose?(): void };

/** What should be, told from what the contexts were told. */
type Model = {
  /** Sessions of completed sign-ins. */
  signedIn: Set<string>;
  /** Sessions there were when a sign-out was carried out that was then completed. */
  signedOut: Set<string>;
  signIns: number;
};

type Answer = { session?: string; before?: string[] };

/** A worker, two panels, one storage and one server; nothing goes on but by a step. */
class World {
  readonly items = new Map<string, unknown>();
  readonly locks = createFakeLocks();
  readonly server: ReturnType<typeof createStrictServer>;
  readonly steps: Step[] = [];
  readonly contexts: Context[];
  readonly mode: KeyMode;
  /** Operations of living contexts that have not ended. */
  readonly running = new Set<Promise<void>>();
  /** Answers with a new rotation that the server gave and no context has taken in. */
  readonly unlearned = new Set<Response>();
  /** Each value that came to be stored, in order; `undefined` is a removal. */
  readonly written: (string | undefined)[] = [];
  // #region feature: sync-host
  readonly isSynced: boolean;
  /** The client JWTs that the synced web app has had, the last of which is in its cookie. */
  readonly cookies: string[] = [];
  // #endregion feature: sync-host

  constructor(
    mode: KeyMode,
    // #region feature: sync-host
    isSynced = false,
    // #endregion feature: sync-host
  ) {
    // #region feature: sync-host
    this.isSynced = isSynced;
    // #endregion feature: sync-host
    this.mode = mode;
    this.server = createStrictServer(mode);
    this.contexts = [0, 1, 2].map((index) => new Context(this, index === 0));
  }

  stored(): string | undefined {
    return this.items.get(KEY) as string | undefined;
  }

  /** Lets every promise that can settle do so. */
  settle(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  async proceed(draw: number): Promise<void> {
    const [step] = this.steps.splice(draw % Math.max(1, this.steps.length), 1);
    step?.proceed();
    await this.settle();
    // No more than one of the storage's operations hangs on a step.
    if (this.stored() !== this.written.at(-1)) this.written.push(this.stored());
  }

  async drain(): Promise<void> {
    for (let n = 0; this.steps.length > 0; n += 1) {
      if (n > 1_000) throw new Error('The world never comes to rest.');
      await this.proceed(0);
    }
  }
}

/** The worker or a panel: it runs one instance of the SDK at a time, and may die at any await. */
class Context {
  private readonly world: World;
  private readonly isWorker: boolean;
  private death = new AbortController();
  private instance = new AbortController();
  private transport: ReturnType<typeof createClerkTransport>;
  private cache: StorageCache;

  constructor(world: World, isWorker: boolean) {
    this.world = world;
    this.isWorker = isWorker;
    this.transport = this.createTransport();
    this.cache = this.transport.storageCache(this.instance.signal);
  }

  private createTransport() {
    const { death, world } = this;
    // Everything a context awaits listens for its death.
    setMaxListeners(0, death.signal);
    const step = () => this.step(death.signal);
    const withLock = world.locks.context(death.signal);
    const area = memoryArea(world.items, step);
    const storage = createClientJwtStorage(KEY, undefined, area, withLock);
    return createClerkTransport({
      frontendApiHost: HOST,
      mode: world.mode,
      storage,
      // #region feature: sync-host
      ...(world.isSynced && {
        storage: shareClient(storage, {
          key: KEY,
          cookie: {
            read: async () => {
              await step();
              return world.cookies.at(-1);
            },
            isSignedOut: async () => false,
            replace: async () => false,
          },
          area,
          withLock,
        }),
      }),
      // #endregion feature: sync-host
      mayCreateClient: !this.isWorker,
      withLock,
      timeout: () => new AbortController().signal,
      fetch: (input, init) => this.overNetwork(input as URL, init ?? {}, death.signal),
    });
  }

  /** Waits for its turn. In a context that has died by then nothing goes on. */
  private step(death: AbortSignal, signal?: AbortSignal | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const step: Step = { proceed: () => death.aborted || resolve() };
      if (signal) {
        step.lose = () => death.aborted || reject(new TypeError('Failed to fetch'));
        signal.addEventListener('abort', () => death.aborted || reject(signal.reason));
      }
      this.world.steps.push(step);
    });
  }

  private async overNetwork(url: URL, { headers, signal }: RequestInit, death: AbortSignal) {
    signal?.throwIfAborted();
    await this.step(death, signal);
    const { response, changed } = this.world.server.serve(url, new Headers(headers));
    if (changed) this.world.unlearned.add(response);
    await this.step(death, signal);
    return response;
  }

  /** Sends a request as the SDK does, without waiting for what comes of it. */
  request(path: string, method: string, done: (body: Answer) => void = () => {}) {
    const { world, cache, transport, death } = this;
    const send = async () => {
      const request = { url: new URL(`https://${HOST}${path}`), headers: new Headers() };
      const tag = await cache.get(KEY);
      if (tag !== undefined) setRequestJwt(request, world.mode, tag);
      const response = await transport.fetch(request.url, { method, headers: request.headers });
      world.unlearned.delete(response);
      done(await response.json());
    };
    const end = () => void world.running.delete(operation);
    const operation = send().then(end, end);
    world.running.add(operation);
    death.signal.addEventListener('abort', end);
  }

  /** What the worker does before it asks who is signed in. */
  async readAsWorker(): Promise<void> {
    if (await this.transport.hasClient()) this.request('/v1/client', 'GET');
  }

  abandonInstance(): void {
    this.instance.abort(new DOMException('Abandoned.', 'AbortError'));
    this.instance = new AbortController();
    this.cache = this.transport.storageCache(this.instance.signal);
  }

  die(): void {
    this.death.abort();
    this.death = new AbortController();
    this.instance = new AbortController();
    this.transport = this.createTransport();
    this.cache = this.transport.storageCache(this.instance.signal);
  }
}

/** A command without preconditions: whatever the state, it may happen. */
function command(
  name: string,
  run: (model: Model, world: World) => Promise<void> | void,
): fc.AsyncCommand<Model, World> {
  return {
    check: () => true,
    async run(model, world) {
      await run(model, world);
      await world.settle();
    },
    toString: () => name,
  };
}

const panels = fc.integer({ min: 1, max: 2 });
const contexts = fc.integer({ min: 0, max: 2 });

const reading = [
  fc.constant(command('worker reads', (_, { contexts: [worker] }) => void worker?.readAsWorker())),
  fc.constant(
    command('worker mints', (_, { contexts: [worker] }) =>
      worker?.request('/v1/client/sessions/sess_1/tokens', 'POST'),
    ),
  ),
  panels.map((index) =>
    command(`panel ${index} reads`, (_, world) =>
      world.contexts[index]?.request('/v1/client', 'GET'),
    ),
  ),
  fc.constant(
    command('worker abandons its build', (_, { contexts: [worker] }) => worker?.abandonInstance()),
  ),
  contexts.map((index) =>
    command(`context ${index} dies`, (_, world) => world.contexts[index]?.die()),
  ),
  fc.nat(20).map((draw) =>
    command(`step ${draw} is lost`, (_, world) => {
      const step = world.steps[draw % Math.max(1, world.steps.length)];
      if (!step?.lose) return;
      world.steps.splice(world.steps.indexOf(step), 1);
      step.lose();
    }),
  ),
  ...Array.from({ length: 8 }, () =>
    fc.array(fc.nat(20), { minLength: 1, maxLength: 8 }).map((draws) =>
      command(`steps ${draws}`, async (_, world) => {
        for (const draw of draws) await world.proceed(draw);
      }),
    ),
  ),
];

const changing = [
  panels.map((index) =>
    command(`panel ${index} signs in`, (model, world) => {
      model.signIns += 1;
      world.contexts[index]?.request('/v1/client/sign_ins', 'POST', ({ session }) => {
        // On a production key a rotation whose answer was lost has cost the client before this one.
        if (world.mode === 'production' && world.unlearned.size > 0) model.signedIn.clear();
        world.unlearned.clear();
        if (session) model.signedIn.add(session);
      });
    }),
  ),
  contexts.map((index) =>
    command(`context ${index} signs out`, (model, world) => {
      world.contexts[index]?.request('/v1/client/sessions', 'POST', ({ before = [] }) => {
        for (const session of before) model.signedOut.add(session);
      });
    }),
  ),
];

// #region feature: sync-host
const synced = fc.constant(
  command('the web app signs in as another client', (_, world) => {
    world.cookies.push(world.server.signInElsewhere());
  }),
);
// #endregion feature: sync-host

function expectNothingLost(model: Model, world: World): void {
  expect(world.running.size, 'operations that never end').toBe(0);
  expect(world.locks.isIdle(), 'all locks are free').toBe(true);
  const live = world.server.sessionsOf(world.stored());
  // On a production key the answer to a rotation is the only way to learn the new JWT.
  const isExcused = world.mode === 'production' && world.unlearned.size > 0;
  for (const session of model.signedIn) {
    if (world.server.isLive(session) && !isExcused) expect([...live]).toContain(session);
  }
  for (const session of model.signedOut) expect([...live]).not.toContain(session);
  if (model.signIns === 0) expect(live.size).toBe(0);
}

/** Runs the commands, then lets everything under way come to its end. */
async function play(real: World, run: Iterable<fc.AsyncCommand<Model, World>>) {
  const model: Model = { signedIn: new Set(), signedOut: new Set(), signIns: 0 };
  await fc.asyncModelRun(() => ({ model, real }), run);
  await real.settle();
  await real.drain();
  return { model, world: real };
}

describe.each(['development', 'production'] as const)('on a %s key', (mode) => {
  it('no sign-in is lost, no sign-out undone and nothing waits for ever', async () => {
    const runs = fc.commands([...reading, ...changing], { maxCommands: 10 });
    await fc.assert(
      fc.asyncProperty(runs, async (run) => {
        const { model, world } = await play(new World(mode), run);
        expectNothingLost(model, world);
      }),
      { numRuns: 4_000 },
    );
  }, 120_000);

  // #region feature: sync-host
  it('once the web app’s new client is stored, no answer about the one before replaces it', async () => {
    const runs = fc.commands([...reading, synced, synced], { maxCommands: 10 });
    await fc.assert(
      fc.asyncProperty(runs, async (run) => {
        const { world } = await play(new World(mode, true), run);
        expect(world.running.size).toBe(0);
        const clients = world.written.map((jwt) =>
          world.cookies.findIndex((cookie) => isSameClient(cookie, jwt)),
        );
        expect(clients).toEqual(clients.toSorted((one, other) => one - other));
      }),
      { numRuns: 1_000 },
    );
  }, 120_000);
  // #endregion feature: sync-host
});
