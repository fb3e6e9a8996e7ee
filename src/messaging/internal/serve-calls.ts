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
import type { AnyCallHandler, RouterOptions } from './handlers';
import { logInvalidOutput, logThrown } from './log';
import { parse } from './parse';
import { routerError, toWireError } from './wire-error';

/** The `onMessage` half of a router: one message, one answer, whatever happens. */
export function serveCalls(
  contract: Contract,
  handlers: ReadonlyMap<string, AnyCallHandler>,
  options: RouterOptions,
): { onMessage: MessageListener; stop: () => void } {
  const inFlight = new Map<string, AbortController>();

  async function answer(message: object, rawSender: unknown): Promise<ResponseEnvelope> {
    const sender = classifySender(rawSender, options);
    if (Object.hasOwn(message, 'abort')) return handleAbort(message, sender);
    const envelope = parse(RequestEnvelope, message);
    if (!envelope.ok) return failed(routerError('BAD_ENVELOPE'));
    if (sender.kind === 'refused') return failed(forbidden(sender));
    const key = callKey(sender, envelope.data.id);
    if (inFlight.has(key)) return failed(routerError('BAD_ENVELOPE'));
    const controller = new AbortController();
    // Registered before its sender is admitted: the call may be aborted while a rule asks the browser.
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

  // Aborting a call that was answered already is no error: the two messages crossed.
  function handleAbort(message: object, sender: ClassifiedSender): ResponseEnvelope {
    const envelope = parse(AbortEnvelope, message);
    if (!envelope.ok) return failed(routerError('BAD_ENVELOPE'));
    if (sender.kind === 'refused') return failed(forbidden(sender));
    inFlight.get(callKey(sender, envelope.data.id))?.abort(abortReason('ABORTED'));
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
      // A synchronous answer needs no timer: setting and clearing one is a twentieth of a round trip.
      const output =
        answer instanceof Promise
          ? await withTimeout(answer, controller, route.deadlineMs)
          : answer;
      const parsed = parse(route.output, output);
      if (parsed.ok) return { ok: true, data: parsed.data };
      logInvalidOutput(options.log, name, parsed.issues);
      return failed(routerError('INVALID_OUTPUT'));
    } catch (thrown) {
      if (signal.aborted)
        return failed(timeoutOrAbortError((signal.reason as AbortReason).code, route.idempotent));
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
      for (const controller of inFlight.values()) controller.abort(abortReason('ABORTED'));
    },
  };
}

type AbortReason = MessagingError<'ABORTED' | 'DEADLINE_EXCEEDED'>;

function abortReason(code: AbortReason['code']): AbortReason {
  const { message, retryable } = routerError(code);
  return new MessagingError(code, message, { retryable });
}

/** Retryable only if the route is idempotent: the handler may go on, or have finished already. */
function timeoutOrAbortError(code: AbortReason['code'], isIdempotent: boolean): WireError {
  const error = routerError(code);
  return { ...error, retryable: error.retryable && isIdempotent };
}

function failed(error: WireError): ResponseEnvelope {
  return { ok: false, error };
}

/** The answer; rejects with the signal's reason if the call is aborted or `deadlineMs` pass first. */
async function withTimeout(
  answer: Promise<unknown>,
  controller: AbortController,
  deadlineMs: number,
): Promise<unknown> {
  const timer = setTimeout(() => controller.abort(abortReason('DEADLINE_EXCEEDED')), deadlineMs);
  const { signal } = controller;
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    return await Promise.race([aborted, answer]);
  } finally {
    clearTimeout(timer);
  }
}

// Callers choose their ids, so the key keeps one document from aborting another's call.
function callKey(sender: KnownSender, id: string): string {
  const { documentId, tabId } = sender;
  const location = sender.kind === 'extensionPage' ? sender.page : [sender.origin, sender.frameId];
  return JSON.stringify([documentId, sender.kind, location, tabId, id]);
}

function respond(sendResponse: (response: unknown) => void, response: ResponseEnvelope): void {
  try {
    sendResponse(response);
  } catch {
    // Either the answer is beyond the browser's size limit, or the page has left. The second try
    // answers in the first case and is lost in the other.
    try {
      sendResponse(failed(routerError('INTERNAL')));
    } catch {}
  }
}
