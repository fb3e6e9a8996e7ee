// biome-ignore-all lint/style/noRestrictedImports: the rule keeps the library apart from its house; this is its own test kit.
import type { EventLike, MessageListener, PortLike, RuntimeLike } from '../runtime';

/** Sentences of Chromium 156, letter by letter. */
const NO_RECEIVER = 'Could not establish connection. Receiving end does not exist.';
const CHANNEL_CLOSED =
  'A listener indicated an asynchronous response by returning true, but the message channel closed before a response was received';
const DISCONNECTED = 'Attempting to use a disconnected port object';
const INVALIDATED = 'Extension context invalidated.';
const FROZEN =
  'The page keeping the extension port is moved into back/forward cache, so the message channel is closed.';
const UNSERIALIZABLE = 'Could not serialize message.';

/** A document, or the worker, with its own `chrome.runtime`. */
export type FakeContext = {
  readonly runtime: RuntimeLike;
  /** Closes the document: its ports disconnect and its pending calls are forgotten. */
  close(): void;
  /** Puts the document into the back/forward cache: it hears nothing, the others' ports close. */
  freeze(): void;
  /** Takes the document out of the back/forward cache. The `pageshow` event is the test's to make. */
  thaw(): void;
  /** The extension was reloaded: this document is an orphan from now on. */
  invalidate(): void;
  /** Open ports and registered listeners, to find leaks. */
  readonly openPorts: number;
  readonly listeners: number;
};

export type FakeExtension = {
  /** Opens a document whose messages carry this `MessageSender`. */
  open(sender: object): FakeContext;
  /**
   * Gives the worker its script and starts it. As Chrome does, the script is run again when a
   * message or a port finds the worker stopped.
   */
  installWorker(script: (runtime: RuntimeLike) => void): void;
  /** Stops the worker in the middle of whatever it does. */
  stopWorker(): void;
  /** The running worker's context. */
  readonly worker: FakeContext | undefined;
  readonly workerStarts: number;
  /** What Chrome would print as "Unchecked runtime.lastError". */
  readonly uncheckedErrors: readonly string[];
};

/**
 * An extension in memory, with Chrome's rules: values cross as JSON; a message reaches every context
 * but its sender's; the literal `true` keeps the way back open and the first answer wins; a thrown
 * listener error rejects the sender; ports keep order, deliver what was posted before they closed,
 * and tell only the other end. Everything arrives in later microtasks, none of it by timers.
 */
export function createFakeExtension(id = 'abcdefghijklmnopabcdefghijklmnop'): FakeExtension {
  const contexts = new Set<Context>();
  const uncheckedErrors: string[] = [];
  let script: ((runtime: RuntimeLike) => void) | undefined;
  let worker: Context | undefined;
  let workerStarts = 0;

  function startWorker(): void {
    if (worker || !script) return;
    workerStarts += 1;
    worker = new Context(id, { id }, wiring);
    contexts.add(worker);
    script(worker.runtime);
  }

  const wiring: Wiring = {
    receiversOf(sender) {
      startWorker();
      return [...contexts].filter((context) => context !== sender);
    },
    forget: (context) => contexts.delete(context),
    unchecked: (message) => uncheckedErrors.push(message),
  };

  return {
    open(sender) {
      const context = new Context(id, sender, wiring);
      contexts.add(context);
      return context;
    },
    installWorker(next) {
      script = next;
      startWorker();
    },
    stopWorker() {
      const stopped = worker;
      worker = undefined;
      stopped?.close();
    },
    get worker() {
      return worker;
    },
    get workerStarts() {
      return workerStarts;
    },
    uncheckedErrors,
  };
}

type Wiring = {
  receiversOf(sender: Context): Context[];
  forget(context: Context): void;
  unchecked(message: string): void;
};

class FakeEvent<Listener> implements EventLike<Listener> {
  readonly listeners = new Set<Listener>();
  addListener(listener: Listener): void {
    this.listeners.add(listener);
  }
  removeListener(listener: Listener): void {
    this.listeners.delete(listener);
  }
}

class Context implements FakeContext {
  readonly runtime: RuntimeLike;
  readonly onMessage = new FakeEvent<MessageListener>();
  readonly onConnect = new FakeEvent<(port: PortLike) => void>();
  readonly ports = new Set<Port>();
  /** Told when this context ends, by those who wait for its answer. */
  readonly onEnd = new Set<() => void>();
  readonly sender: object;
  readonly wiring: Wiring;
  state: 'live' | 'frozen' | 'invalidated' | 'closed' = 'live';

  constructor(id: string, sender: object, wiring: Wiring) {
    this.sender = sender;
    this.wiring = wiring;
    let lastError: { message: string } | undefined;
    let checked = true;
    this.withLastError = (message, run) => {
      lastError = message === undefined ? undefined : { message };
      checked = message === undefined;
      run();
      if (!checked && message !== undefined) wiring.unchecked(message);
      lastError = undefined;
    };
    const context = this;
    this.runtime = {
      get id() {
        return context.state === 'invalidated' ? (undefined as unknown as string) : id;
      },
      get lastError() {
        checked = true;
        return lastError;
      },
      onMessage: this.onMessage,
      onConnect: this.onConnect,
      sendMessage: (message) => sendMessage(this, message),
      connect: ({ name }) => connect(this, name),
    };
  }

  /** Runs the callback while `lastError` says this. */
  readonly withLastError: (message: string | undefined, run: () => void) => void;

  get hears(): boolean {
    return this.state === 'live';
  }
  get openPorts(): number {
    return this.ports.size;
  }
  get listeners(): number {
    return this.onMessage.listeners.size + this.onConnect.listeners.size;
  }

  close(): void {
    this.end('closed', undefined);
  }
  freeze(): void {
    this.end('frozen', FROZEN);
  }
  thaw(): void {
    this.state = 'live';
  }
  invalidate(): void {
    const ports = [...this.ports];
    this.end('invalidated', undefined);
    for (const port of ports) for (const listener of port.onDisconnect.listeners) listener();
  }

  private end(state: Exclude<Context['state'], 'live'>, error: string | undefined): void {
    this.state = state;
    if (state !== 'frozen') this.wiring.forget(this);
    for (const port of [...this.ports]) port.closeWith(error);
    for (const told of [...this.onEnd]) told();
    this.onEnd.clear();
  }
}

async function sendMessage(sender: Context, message: unknown): Promise<unknown> {
  if (sender.state === 'invalidated') throw new Error(INVALIDATED);
  const wire = toWire(message);
  await null;
  const receivers = sender.wiring
    .receiversOf(sender)
    .filter((context) => context.hears && context.onMessage.listeners.size > 0);
  if (receivers.length === 0) throw new Error(NO_RECEIVER);

  return new Promise((resolve, reject) => {
    const waitingFor = new Set<Context>();
    for (const receiver of receivers) {
      const sendResponse = (response: unknown) => {
        const answer = toWire(response);
        if (receiver.hears) queueMicrotask(() => resolve(fromWire(answer)));
      };
      for (const listener of [...receiver.onMessage.listeners]) {
        try {
          const kept: unknown = listener(fromWire(wire), { ...sender.sender }, sendResponse);
          if (kept === true) waitingFor.add(receiver);
        } catch (thrown) {
          reject(new Error(thrown instanceof Error ? thrown.message : 'Uncaught'));
        }
      }
    }
    if (waitingFor.size === 0) queueMicrotask(() => resolve(undefined));
    for (const receiver of waitingFor) {
      const onEnd = () => {
        waitingFor.delete(receiver);
        if (waitingFor.size === 0) queueMicrotask(() => reject(new Error(CHANNEL_CLOSED)));
      };
      receiver.onEnd.add(onEnd);
    }
  });
}

function connect(opener: Context, name: string): PortLike {
  if (opener.state === 'invalidated') throw new Error(INVALIDATED);
  const port = new Port(opener, name, undefined);
  queueMicrotask(() => {
    if (port.closed) return;
    const receivers = opener.wiring
      .receiversOf(opener)
      .filter((context) => context.hears && context.onConnect.listeners.size > 0);
    if (receivers.length === 0) {
      port.beClosed(NO_RECEIVER);
      return;
    }
    port.peers = receivers.map((receiver) => {
      const end = new Port(receiver, name, { ...opener.sender });
      end.peers = [port];
      return end;
    });
    for (const end of [...port.peers]) {
      for (const listener of [...end.context.onConnect.listeners]) listener(end);
    }
    port.flush();
  });
  return port;
}

class Port implements PortLike {
  readonly onMessage = new FakeEvent<(message: unknown) => void>();
  readonly onDisconnect = new FakeEvent<() => void>();
  readonly context: Context;
  readonly name: string;
  readonly sender: unknown;
  closed = false;
  peers: Port[] | undefined;
  private readonly early: (string | undefined)[] = [];

  constructor(context: Context, name: string, sender: object | undefined) {
    this.context = context;
    this.name = name;
    if (sender !== undefined) this.sender = sender;
    context.ports.add(this);
  }

  postMessage(message: unknown): void {
    if (this.closed) throw new Error(DISCONNECTED);
    this.early.push(toWire(message));
    if (this.peers) this.flush();
  }

  disconnect(): void {
    this.closeWith(undefined);
  }

  /** Sends what was posted before there was anybody to hear it. */
  flush(): void {
    for (const wire of this.early.splice(0)) {
      for (const peer of this.peers ?? []) queueMicrotask(() => peer.receive(wire));
    }
  }

  /** This end closes; only the others are told. */
  closeWith(error: string | undefined): void {
    if (this.closed) return;
    this.leave();
    for (const peer of this.peers ?? []) {
      queueMicrotask(() => {
        peer.peers = peer.peers?.filter((other) => other !== this);
        if (peer.peers?.length === 0) peer.beClosed(error);
      });
    }
  }

  /** The other side is gone; this end is told. */
  beClosed(error: string | undefined): void {
    if (this.closed) return;
    this.leave();
    if (!this.context.hears) return;
    this.context.withLastError(error, () => {
      for (const listener of [...this.onDisconnect.listeners]) listener();
    });
  }

  private receive(wire: string | undefined): void {
    if (this.closed || !this.context.hears) return;
    for (const listener of [...this.onMessage.listeners]) listener(fromWire(wire));
  }

  private leave(): void {
    this.closed = true;
    this.context.ports.delete(this);
  }
}

function toWire(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    throw new Error(UNSERIALIZABLE);
  }
}

function fromWire(wire: string | undefined): unknown {
  return wire === undefined ? undefined : JSON.parse(wire);
}
