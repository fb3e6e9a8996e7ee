// biome-ignore-all lint/style/noRestrictedImports: the rule keeps the library apart from its house; this is its own test kit.

import { createClient, type Transport } from '../client';
import { MessagingError } from '../errors';
import { CHANNEL_NAME } from '../internal/channel';
import type { JsonValue } from '../internal/json';
import type { WatchStatus } from '../internal/watch-stream';
import type { RuntimeLike } from '../runtime';
import type { SuiteContract } from './suite-contract';

/** How a call ended. */
export type SuiteAnswer =
  | { ok: true; data: JsonValue }
  | { ok: false; code: string; message: string; retryable: boolean; details: JsonValue };

/** What a watcher was told, in order. */
export type SuiteNews =
  | { event: JsonValue }
  | { status: WatchStatus }
  | { error: { code: string; retryable: boolean } };

/** What came of a message sent past the client. */
export type RawAnswer = { answered: true; response: JsonValue } | { answered: false };

/** What any document can do with `chrome.runtime`, hostile or not. */
export type RawDriver = {
  sendRaw(message: JsonValue): Promise<RawAnswer>;
  /** Opens a port, posts the message, and returns the first response; none if the port was closed. */
  openRaw(message: JsonValue): Promise<JsonValue[]>;
};

/**
 * What the suite asks of a document that has a client. All arguments and results are JSON, so that
 * a test in another process can have them evaluated in a page; calls and watches go by names that
 * the test chooses.
 */
export type SuiteDriver = RawDriver & {
  call(name: string, route: string, input: JsonValue, deadlineMs?: number): Promise<SuiteAnswer>;
  abortCall(name: string): Promise<void>;
  watch(name: string, route: string, input: JsonValue): Promise<void>;
  /** The next piece of news of this watch, as soon as there is one. */
  nextNews(name: string): Promise<SuiteNews>;
  stopWatch(name: string): Promise<void>;
};

/** A driver for the document whose `chrome.runtime` this is. */
export function createSuiteDriver(
  contract: SuiteContract,
  runtime: RuntimeLike,
  transport: Transport,
): SuiteDriver {
  // The suite also asks what the types forbid.
  const client = createClient(contract, { runtime, transport }) as {
    call(route: string, input: unknown, options: object): Promise<JsonValue>;
    watch(
      route: string,
      input: unknown,
      onEvent: (event: JsonValue) => void,
      options: object,
    ): void;
  };
  const calls = new Map<string, AbortController>();
  const watches = new Map<string, { controller: AbortController; news: NewsQueue }>();

  return {
    ...createRawDriver(runtime),
    async call(name, route, input, deadlineMs) {
      const controller = new AbortController();
      calls.set(name, controller);
      const options = { signal: controller.signal, ...(deadlineMs ? { deadlineMs } : {}) };
      try {
        return { ok: true, data: await client.call(route, input, options) };
      } catch (thrown) {
        return toAnswer(thrown);
      }
    },
    async abortCall(name) {
      calls.get(name)?.abort();
    },
    async watch(name, route, input) {
      const controller = new AbortController();
      const news = new NewsQueue();
      watches.set(name, { controller, news });
      client.watch(route, input, (event) => news.push({ event }), {
        signal: controller.signal,
        onStatus: (status: WatchStatus) => news.push({ status }),
        onError: ({ code, retryable }: MessagingError) => news.push({ error: { code, retryable } }),
      });
    },
    async nextNews(name) {
      const watch = watches.get(name);
      if (!watch) throw new Error(`No watch is called "${name}".`);
      return watch.news.next();
    },
    async stopWatch(name) {
      watches.get(name)?.controller.abort();
    },
  };
}

/** The raw half, for a document that has no client of its own. */
export function createRawDriver(runtime: RuntimeLike): RawDriver {
  return {
    async sendRaw(message) {
      try {
        const response = (await runtime.sendMessage(message)) as JsonValue | undefined;
        return response === undefined ? { answered: false } : { answered: true, response };
      } catch {
        return { answered: false };
      }
    },
    openRaw: (message) =>
      new Promise((resolve) => {
        const port = runtime.connect({ name: CHANNEL_NAME });
        port.onMessage.addListener((response) => {
          resolve([response as JsonValue]);
          port.disconnect();
        });
        port.onDisconnect.addListener(() => {
          void runtime.lastError;
          resolve([]);
        });
        port.postMessage(message);
      }),
  };
}

function toAnswer(thrown: unknown): SuiteAnswer {
  if (!(thrown instanceof MessagingError)) throw thrown;
  const { code, message, retryable, details } = thrown;
  return { ok: false, code, message, retryable, details: details ?? null };
}

class NewsQueue {
  private readonly unread: SuiteNews[] = [];
  private readonly readers: ((news: SuiteNews) => void)[] = [];

  push(news: SuiteNews): void {
    const reader = this.readers.shift();
    if (reader) reader(news);
    else this.unread.push(news);
  }

  async next(): Promise<SuiteNews> {
    return this.unread.shift() ?? new Promise((resolve) => this.readers.push(resolve));
  }
}
