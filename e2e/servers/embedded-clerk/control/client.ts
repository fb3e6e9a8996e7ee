import { bind, type RemoteControl } from './control';

export type { RemoteControl };

/**
 * The control of the embedded Clerk whose `controlUrl` is given. Every operation rejects with the
 * server's sentence if the server refuses it.
 */
export function createControlClient(controlUrl: string): RemoteControl {
  return bind<RemoteControl>(async (name, _, args) => {
    const response = await fetch(new URL(name, controlUrl), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(args, portable),
    });
    const answer = (await response.json()) as { result?: unknown; error?: string };
    if (!response.ok) throw new Error(answer.error);
    return answer.result ?? undefined;
  });
}

/** A RegExp does not survive JSON, so it travels as its source and flags. */
function portable(_: string, value: unknown): unknown {
  return value instanceof RegExp ? { source: value.source, flags: value.flags } : value;
}
