import type { CallRoute, Contract, StreamRoute } from '../contract';
import { isStreamRoute } from '../contract';
import { type ClassifiedSender, type IsGranted, type KnownSender, needsGrant } from '../sender';
import type { RequestEnvelope, WireError } from './envelope';
import { parse } from './parse';
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
 * Decides whether a request to open a stream reaches its handler: route, sender, input, in this
 * order, so that nobody's input is parsed before its sender is admitted.
 */
export function admitStream(
  contract: Contract,
  envelope: RequestEnvelope,
  sender: KnownSender,
): Admission<'stream'> {
  const found = findRoute(contract, 'stream', envelope, sender);
  if (!found.ok) return found;
  if (!isAdmitted(found.route, sender)) return { ok: false, error: forbidden(sender) };
  return parseInput(envelope, found.route, sender);
}

/**
 * The same for a call. A promise, which never rejects, only if `isGranted` returns one. Without
 * `isGranted` no site is granted.
 */
export function admitCall(
  contract: Contract,
  envelope: RequestEnvelope,
  sender: KnownSender,
  isGranted: IsGranted | undefined,
): Admission<'call'> | Promise<Admission<'call'>> {
  const found = findRoute(contract, 'call', envelope, sender);
  if (!found.ok) return found;
  const { route } = found;
  const decide = (admitted: boolean): Admission<'call'> =>
    admitted
      ? parseInput<'call'>(envelope, route, sender)
      : { ok: false, error: forbidden(sender) };
  const verdict = isCallAdmitted(route, sender, isGranted);
  return typeof verdict === 'boolean' ? decide(verdict) : verdict.then(decide);
}

/**
 * Whether any of the stream's rules admits this sender. A refused sender is admitted by none, and a
 * rule that throws admits nobody.
 */
export function isAdmitted(route: StreamRoute, sender: ClassifiedSender): sender is KnownSender {
  if (sender.kind === 'refused') return false;
  try {
    return route.allow.some((rule) => rule.admits(sender));
  } catch {
    return false;
  }
}

const denied: IsGranted = () => false;

/**
 * Whether any of the call's rules admits this sender now. A promise, which never rejects, only if
 * `isGranted` returns one.
 */
export function isCallAdmitted(
  route: CallRoute,
  sender: KnownSender,
  isGranted: IsGranted = denied,
): boolean | Promise<boolean> {
  const pending: Promise<boolean>[] = [];
  try {
    for (const rule of route.allow) {
      const verdict = needsGrant(rule) ? rule.admits(sender, isGranted) : rule.admits(sender);
      // Only literal `true` admits: a promise is truthy, too.
      if (verdict === true) return true;
      if (verdict !== false) pending.push(verdict);
    }
  } catch {
    return false;
  }
  if (pending.length === 0) return false;
  return Promise.all(pending).then(
    (verdicts) => verdicts.includes(true),
    () => false,
  );
}

/** FORBIDDEN, with the reason by its name. */
export function forbidden(sender: ClassifiedSender): WireError {
  return routerError('FORBIDDEN', {
    reason: sender.kind === 'refused' ? sender.reason : 'not-admitted',
  });
}

/**
 * The route that is asked for. Who is not one of the extension's own pages hears FORBIDDEN for one
 * that does not exist, too, and so learns nothing of which do.
 */
function findRoute<K extends keyof RouteOfKind>(
  contract: Contract,
  kind: K,
  { route: name }: RequestEnvelope,
  sender: ClassifiedSender,
): { ok: true; route: RouteOfKind[K] } | { ok: false; error: WireError } {
  const route = contract.routes.get(name);
  if (route !== undefined && isOfKind(route, kind)) return { ok: true, route };
  const mayKnow = sender.kind === 'extensionPage';
  return { ok: false, error: mayKnow ? routerError('UNKNOWN_ROUTE') : forbidden(sender) };
}

function parseInput<K extends keyof RouteOfKind>(
  { id, route: name, input: raw }: RequestEnvelope,
  route: RouteOfKind[K],
  sender: KnownSender,
): Admission<K> {
  const input = parse(route.input, raw);
  if (!input.ok)
    return { ok: false, error: routerError('INVALID_INPUT', { issues: input.issues }) };
  return { ok: true, id, name, route, sender, input: input.data };
}

function isOfKind<K extends keyof RouteOfKind>(
  route: CallRoute | StreamRoute,
  kind: K,
): route is RouteOfKind[K] {
  return isStreamRoute(route) === (kind === 'stream');
}
