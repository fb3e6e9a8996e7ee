import type { Contract } from '../contract';
import { MessagingError } from '../errors';
import { type KnownSender, needsGrant } from '../sender';
import { unlessAborted } from '../unless-aborted';
import { type Admission, admitCall, forbidden, isCallAdmitted } from './admit';
import type { RequestEnvelope, ResponseEnvelope, WireError } from './envelope';
import type { AnyCallHandler, RouterOptions } from './handlers';
import { logInvalidOutput, logThrown } from './log';
import { parse } from './parse';
import { failed, routerError, toWireError } from './wire-error';

/**
 * Answers one call, whichever way it came: a promise only if something had to be waited for, and one
 * that never rejects. Aborting the controller ends the call with the reason's code.
 */
export type RunCall = (
  envelope: RequestEnvelope,
  sender: KnownSender,
  controller: AbortController,
) => ResponseEnvelope | Promise<ResponseEnvelope>;

/** Runs the calls of this contract: admission, handler within its deadline, output. */
export function createCallRunner(
  contract: Contract,
  handlers: ReadonlyMap<string, AnyCallHandler>,
  options: RouterOptions,
): RunCall {
  function run(
    { name, route, sender, input }: Extract<Admission<'call'>, { ok: true }>,
    controller: AbortController,
  ): ResponseEnvelope | Promise<ResponseEnvelope> {
    const { signal } = controller;

    function succeed(output: unknown): ResponseEnvelope {
      const parsed = parse(route.output, output);
      if (parsed.ok) return { ok: true, data: parsed.data };
      logInvalidOutput(options.log, name, parsed.issues);
      return failed(routerError('INVALID_OUTPUT'));
    }
    function fail(thrown: unknown): ResponseEnvelope {
      if (signal.aborted) {
        return failed(timeoutOrAbortError((signal.reason as AbortReason).code, route.idempotent));
      }
      const error = toWireError(thrown, contract.errors);
      logThrown(options.log, name, error.code, thrown);
      return failed(error);
    }

    /** Nothing of the answer for whoever has lost the grant while the handler was at work. */
    async function unlessRevoked(response: ResponseEnvelope): Promise<ResponseEnvelope> {
      const isAdmitted = await isCallAdmitted(route, sender, options.isGranted);
      return isAdmitted ? response : failed(forbidden(sender));
    }

    try {
      const handle = handlers.get(name) as AnyCallHandler;
      const deadlineAt = Date.now() + route.deadlineMs;
      const answer = handle(input, { signal, sender, deadlineAt });
      // A synchronous answer needs no timer: setting and clearing one is a twentieth of a round trip.
      if (!(answer instanceof Promise)) return succeed(answer);
      const response = withTimeout(answer, controller, route.deadlineMs).then(succeed).catch(fail);
      return route.allow.some(needsGrant) ? response.then(unlessRevoked) : response;
    } catch (thrown) {
      return fail(thrown);
    }
  }

  return (envelope, sender, controller) => {
    const proceed = (admission: Admission<'call'>) => {
      if (!admission.ok) return failed(admission.error);
      if (controller.signal.aborted) return failed(routerError('ABORTED'));
      return run(admission, controller);
    };
    const decision = admitCall(contract, envelope, sender, options.isGranted);
    return decision instanceof Promise ? decision.then(proceed) : proceed(decision);
  };
}

type AbortReason = MessagingError<'ABORTED' | 'DEADLINE_EXCEEDED'>;

/** What a call's controller is aborted with. */
export function abortReason(code: AbortReason['code']): AbortReason {
  const { message, retryable } = routerError(code);
  return new MessagingError(code, message, { retryable });
}

/** Retryable only if the route is idempotent: the handler may go on, or have finished already. */
function timeoutOrAbortError(code: AbortReason['code'], isIdempotent: boolean): WireError {
  const error = routerError(code);
  return { ...error, retryable: error.retryable && isIdempotent };
}

/** The answer; rejects with the signal's reason if the call is aborted or `deadlineMs` pass first. */
async function withTimeout(
  answer: Promise<unknown>,
  controller: AbortController,
  deadlineMs: number,
): Promise<unknown> {
  const timer = setTimeout(() => controller.abort(abortReason('DEADLINE_EXCEEDED')), deadlineMs);
  try {
    return await unlessAborted(controller.signal, answer);
  } finally {
    clearTimeout(timer);
  }
}
