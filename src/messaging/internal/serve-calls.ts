import type { Contract } from '../contract';
import { MessagingError } from '../errors';
import type { MessageListener } from '../runtime';
import { type ClassifiedSender, classifySender, type KnownSender } from '../sender';
import { type Admission, admitCall, forbidden } from './admit';
import {
  AbortEnvelope,
  isEnvelope,
  RequestEnvelope,
  type ResponseEnvelope,
  type WireError,
} from './envelope';
import { logMisfit, logThrown } from './log-entry';
import { parse } from './parse';
import type { RouterOptions } from './router-options';
import { routerError, toWireError } from './wire-error';

export type CallContext = {
  /** Aborted when the caller takes the call back or the deadline passes. */
  readonly signal: AbortSignal;
  readonly sender: KnownSender;
  /** Epoch milliseconds at which the caller is answered DEADLINE_EXCEEDED. */
  readonly deadlineAt: number;
};
export type AnyCallHandler = (input: unknown, context: CallContext) => unknown;

/** The `onMessage` half of a router: one message, one answer, whatever happens. */
export function serveCalls(
  contract: Contract,
  handlers: ReadonlyMap<string, AnyCallHandler>,
  options: RouterOptions,
): { onMessage: MessageListener; stop: () => void } {
  const inFlight = new Map<string, AbortController>();

  async function answer(message: object, rawSender: unknown): Promise<ResponseEnvelope> {
    const sender = classifySender(rawSender, options);
    if (Object.hasOwn(message, 'abort')) return takeBack(message, sender);
    const envelope = parse(RequestEnvelope, message);
    if (!envelope.ok) return failed(routerError('BAD_ENVELOPE'));
    if (sender.kind === 'refused') return failed(forbidden(sender));
    const key = callKey(sender, envelope.data.id);
    if (inFlight.has(key)) return failed(routerError('BAD_ENVELOPE'));
    const controller = new AbortController();
    // Before its sender is admitted, for a call may be taken back while a rule asks the browser.
    inFlight.set(key, controller);
    try {
      const decision = admitCall(contract, envelope.data, sender, options.isGranted);
      const admission = decision instanceof Promise ? await decision : decision;
      if (!admission.ok) return failed(admission.error);
      if (controller.signal.aborted) return failed(routerError('ABORTED'));
      return await run(admission, controller);
    } finally {
      inFlight.delete(key);
    }
  }

  // A call that is answered already is not an error: the two messages crossed.
  function takeBack(message: object, sender: ClassifiedSender): ResponseEnvelope {
    const envelope = parse(AbortEnvelope, message);
    if (!envelope.ok) return failed(routerError('BAD_ENVELOPE'));
    if (sender.kind === 'refused') return failed(forbidden(sender));
    inFlight.get(callKey(sender, envelope.data.id))?.abort(ended('ABORTED'));
    return { ok: true, data: null };
  }

  async function run(
    { name, route, sender, input }: Extract<Admission<'call'>, { ok: true }>,
    controller: AbortController,
  ): Promise<ResponseEnvelope> {
    const { signal } = controller;
    try {
      const handle = handlers.get(name) as AnyCallHandler;
      const deadlineAt = Date.now() + route.deadlineMs;
      const answer = handle(input, { signal, sender, deadlineAt });
      // What is at hand needs no clock: two of the worker's timers are a twentieth of a round trip.
      const output =
        answer instanceof Promise ? await inTime(answer, controller, route.deadlineMs) : answer;
      const parsed = parse(route.output, output);
      if (parsed.ok) return { ok: true, data: parsed.data };
      logMisfit(options.log, name, parsed.issues);
      return failed(routerError('INVALID_OUTPUT'));
    } catch (thrown) {
      if (signal.aborted) return failed(lapsed((signal.reason as Ended).code, route.idempotent));
      const error = toWireError(thrown, contract.errors);
      logThrown(options.log, name, error.code, thrown);
      return failed(error);
    }
  }

  return {
    onMessage(message, rawSender, sendResponse) {
      if (!isEnvelope(message)) return undefined;
      void answer(message, rawSender).then((response) => respond(sendResponse, response));
      return true;
    },
    stop() {
      for (const controller of inFlight.values()) controller.abort(ended('ABORTED'));
    },
  };
}

type Ended = MessagingError<'ABORTED' | 'DEADLINE_EXCEEDED'>;

function ended(code: Ended['code']): Ended {
  const { message, retryable } = routerError(code);
  return new MessagingError(code, message, { retryable });
}

/** What the handler goes on with, or has done already, may not be asked for a second time. */
function lapsed(code: Ended['code'], isIdempotent: boolean): WireError {
  const error = routerError(code);
  return { ...error, retryable: error.retryable && isIdempotent };
}

function failed(error: WireError): ResponseEnvelope {
  return { ok: false, error };
}

/** The answer, unless the call is taken back or `deadlineMs` pass before; then rejects with why. */
async function inTime(
  answer: Promise<unknown>,
  controller: AbortController,
  deadlineMs: number,
): Promise<unknown> {
  const timer = setTimeout(() => controller.abort(ended('DEADLINE_EXCEEDED')), deadlineMs);
  const { signal } = controller;
  const lapsed = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    return await Promise.race([lapsed, answer]);
  } finally {
    clearTimeout(timer);
  }
}

// Ids are the callers' own choice, so one document's must not reach another's call.
function callKey(sender: KnownSender, id: string): string {
  const { documentId, tabId } = sender;
  const place = sender.kind === 'extensionPage' ? sender.page : [sender.origin, sender.frameId];
  return JSON.stringify([documentId, sender.kind, place, tabId, id]);
}

function respond(sendResponse: (response: unknown) => void, response: ResponseEnvelope): void {
  try {
    sendResponse(response);
  } catch {
    // An answer beyond the browser's size limit is refused here, and a page that left is told of
    // nothing. The second try serves the first case and is lost in the other.
    try {
      sendResponse(failed(routerError('INTERNAL')));
    } catch {}
  }
}
