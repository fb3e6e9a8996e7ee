import type { IsGranted, KnownSender } from '../sender';
import type { Log } from './log';

export type RouterOptions = {
  /** `chrome.runtime.id`. */
  extensionId: string;
  /** The extension's pages, as paths inside the package, such as `/popup.html`. */
  pages: readonly string[];
  /** Receives, redacted, each failure of a handler. Not refusals, the router's or a handler's. */
  log?: Log | undefined;
  /** Settles the rule `grantedSite`, and is asked at each call. Only literal `true` admits. */
  isGranted?: IsGranted | undefined;
};

/** What the handler of a call gets beside its input. */
export type CallContext = {
  /** Aborted when the caller aborts the call or leaves, or the deadline passes. */
  readonly signal: AbortSignal;
  readonly sender: KnownSender;
  /** Epoch milliseconds at which the caller is answered DEADLINE_EXCEEDED. */
  readonly deadlineAt: number;
};

/** What the handler of a stream gets beside its input. */
export type StreamContext<Event> = {
  /** Sends an event. Does nothing once the signal is aborted, so it may be called at any time. */
  readonly emit: (event: Event) => void;
  /** Aborted when the page leaves or unsubscribes, or the stream failed. */
  readonly signal: AbortSignal;
  readonly sender: KnownSender;
};

/** A call's handler, once the contract's types have done their work. */
export type AnyCallHandler = (input: unknown, context: CallContext) => unknown;
/** The same of a stream. */
export type AnyStreamHandler = (input: unknown, context: StreamContext<unknown>) => unknown;
