import type { Control } from './control';
import type { OperationName } from './control-operations';
import type { Fault } from './faults';

type Remote<T> = {
  [K in keyof T]: T[K] extends (...args: infer Arguments) => infer Result
    ? (...args: Arguments) => Promise<Awaited<Result>>
    : Remote<T[K]>;
};

/** `Control` from another process: the same operations, each a promise. */
export type RemoteControl = Remote<Control>;

/**
 * The control of the embedded Clerk whose `controlUrl` is given. Every operation rejects with the
 * server's sentence if the server refuses it.
 */
export function createControlClient(controlUrl: string): RemoteControl {
  const call = async (operation: OperationName, args: unknown[]) => {
    const response = await fetch(new URL(operation, controlUrl), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(args),
    });
    const answer = (await response.json()) as { result?: unknown; error?: string };
    if (!response.ok) throw new Error(answer.error);
    return answer.result ?? undefined;
  };
  // The server runs the very `Control` these types are taken from, so its answers have them.
  const remote =
    <T>(operation: OperationName) =>
    async (...args: unknown[]) =>
      (await call(operation, args)) as T;
  return {
    addUser: remote('addUser'),
    addOrganization: remote('addOrganization'),
    removeMember: remote('removeMember'),
    grant: remote('grant'),
    addTemplate: remote('addTemplate'),
    signOutEverywhere: remote('signOutEverywhere'),
    revokeSession: remote('revokeSession'),
    sessions: remote('sessions'),
    faults: {
      add: async (fault: Fault) =>
        (await call('faults.add', [{ ...fault, route: portable(fault.route) }])) as string,
      remove: remote('faults.remove'),
      clear: remote('faults.clear'),
    },
    requests: remote('requests'),
    unknownRequests: remote('unknownRequests'),
    clearRequests: remote('clearRequests'),
    jwks: remote('jwks'),
    publicKeyPem: remote('publicKeyPem'),
    advanceClock: remote('advanceClock'),
  };
}

function portable(route: Fault['route']) {
  return route instanceof RegExp ? { source: route.source, flags: route.flags } : route;
}
