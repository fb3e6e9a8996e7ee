/** An event of `chrome.*`, as far as this library uses one. */
export type EventLike<Listener> = {
  addListener(listener: Listener): void;
  removeListener(listener: Listener): void;
};

/** One end of a `chrome.runtime.Port`. */
export type PortLike = {
  readonly name: string;
  /** Who connected; present only on the end that `onConnect` hands out. */
  readonly sender?: unknown;
  readonly onMessage: EventLike<(message: unknown) => void>;
  readonly onDisconnect: EventLike<() => void>;
  /** Throws when the port is closed. */
  postMessage(message: unknown): void;
  disconnect(): void;
};

export type MessageListener = (
  message: unknown,
  sender: unknown,
  sendResponse: (response: unknown) => void,
) => true | undefined;

/** The part of `chrome.runtime` this library stands on; a fake implements the same. */
export type RuntimeLike = {
  /** The extension's own id; Chrome takes it away when the extension is reloaded under a page. */
  readonly id: string;
  readonly lastError?: { readonly message?: string | undefined } | undefined;
  sendMessage(message: unknown): Promise<unknown>;
  connect(info: { name: string }): PortLike;
  readonly onMessage: EventLike<MessageListener>;
  readonly onConnect: EventLike<(port: PortLike) => void>;
};
