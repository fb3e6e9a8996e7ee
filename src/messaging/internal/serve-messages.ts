import type { Contract } from '../contract';
import type { MessageListener } from '../runtime';
import { type ClassifiedSender, classifySender, type KnownSender } from '../sender';
import { forbidden } from './admit';
import { AbortEnvelope, isEnvelope, RequestEnvelope, type ResponseEnvelope } from './envelope';
import type { AnyCallHandler, RouterOptions } from './handlers';
import { parse } from './parse';
import { abortReason, createCallRunner } from './run-call';
import { failed, routerError } from './wire-error';

/**
 * The `onMessage` half of a router, for those who call without a port: one message, one answer,
 * whatever happens.
 */
export function serveMessages(
  contract: Contract,
  handlers: ReadonlyMap<string, AnyCallHandler>,
  options: RouterOptions,
): { onMessage: MessageListener; stop: () => void } {
  const runCall = createCallRunner(contract, handlers, options);
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
      return await runCall(envelope.data, sender, controller);
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
