import type { RawSender } from './sender';

/** A browser event, as much of it as is used. */
type BrowserEvent<Listener> = {
  addListener(listener: Listener): void;
  removeListener(listener: Listener): void;
};

/** One end of a `chrome.runtime` port. */
export type PortLike = {
  readonly name: string;
  readonly sender?: RawSender | undefined;
  readonly onMessage: BrowserEvent<(message: unknown) => void>;
  readonly onDisconnect: BrowserEvent<() => void>;
  postMessage(message: unknown): void;
  disconnect(): void;
};

/** Answers a message once; `true` from the listener keeps the channel open until it is called. */
export type MessageListener = (
  message: unknown,
  sender: RawSender,
  sendResponse: (response: unknown) => void,
) => true | undefined;

/** The worker's half of `chrome.runtime`. */
export type ServerRuntime = {
  readonly onMessage: BrowserEvent<MessageListener>;
  readonly onConnect: BrowserEvent<(port: PortLike) => void>;
};

/** A page's half of `chrome.runtime`. */
export type ClientRuntime = {
  sendMessage(message: unknown): Promise<unknown>;
  connect(info: { name: string }): PortLike;
};
