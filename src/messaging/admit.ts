import type { CallRoute, Contract, StreamRoute } from './contract';
import { isStreamRoute } from './contract';
import { RequestEnvelope, type WireError } from './envelope';
import { parse } from './parse';
import type { ClassifiedSender, KnownSender } from './sender';
import { routerError } from './wire-error';

type RouteOfKind = { call: CallRoute; stream: StreamRoute };

export type Admission<K extends keyof RouteOfKind> =
  | {
      ok: true;
      id: string;
      name: string;
      route: RouteOfKind[K];
      sender: KnownSender;
      input: unknown;
    }
  | { ok: false; error: WireError };

/**
 * Decides whether a request reaches its handler: envelope, route, sender, input, in this order, so
 * that nobody's input is parsed before its sender is admitted. Who is not one of the extension's own
 * pages hears FORBIDDEN for a route that does not exist, too, and so learns nothing of which do.
 */
export function admit<K extends keyof RouteOfKind>(
  contract: Contract,
  kind: K,
  message: unknown,
  sender: ClassifiedSender,
): Admission<K> {
  const envelope = parse(RequestEnvelope, message);
  if (!envelope.ok) return { ok: false, error: routerError('BAD_ENVELOPE') };
  const { id, route: name } = envelope.data;

  const route = contract.routes.get(name);
  if (route === undefined || !isOfKind(route, kind)) {
    const mayKnow = sender.kind === 'extensionPage';
    return { ok: false, error: mayKnow ? routerError('UNKNOWN_ROUTE') : forbidden(sender) };
  }
  if (!isAdmitted(route, sender)) return { ok: false, error: forbidden(sender) };

  const input = parse(route.input, envelope.data.input);
  if (!input.ok)
    return { ok: false, error: routerError('INVALID_INPUT', { issues: input.issues }) };
  return { ok: true, id, name, route, sender, input: input.data };
}

/**
 * Whether any of the route's rules admits this sender. A refused sender is admitted by none, and a
 * rule that throws admits nobody.
 */
export function isAdmitted(
  route: CallRoute | StreamRoute,
  sender: ClassifiedSender,
): sender is KnownSender {
  if (sender.kind === 'refused') return false;
  try {
    return route.allow.some((rule) => rule.admits(sender));
  } catch {
    return false;
  }
}

/** FORBIDDEN, with the reason by its name. */
export function forbidden(sender: ClassifiedSender): WireError {
  return routerError('FORBIDDEN', {
    reason: sender.kind === 'refused' ? sender.reason : 'not-admitted',
  });
}

function isOfKind<K extends keyof RouteOfKind>(
  route: CallRoute | StreamRoute,
  kind: K,
): route is RouteOfKind[K] {
  return isStreamRoute(route) === (kind === 'stream');
}
