import { expect, it, vi } from 'vitest';
import { endWaitingBeforeCreate, type Passkeys } from './passkey-requests';

/** A browser that takes one request at a time, and answers when a person does: never, here. */
function createBrowser() {
  let isBusy = false;
  const passkeys: Passkeys = {
    get: vi.fn<Passkeys['get']>((options) => {
      isBusy = true;
      return new Promise((_, reject) => {
        const { signal } = options ?? {};
        signal?.addEventListener('abort', async () => {
          // Chrome lets go a little later than it is told to.
          await Promise.resolve();
          isBusy = false;
          reject(signal.reason);
        });
      });
    }),
    create: vi.fn<Passkeys['create']>(async () => {
      if (isBusy) throw new DOMException('A request is already pending.', 'OperationError');
      return null;
    }),
  };
  endWaitingBeforeCreate(passkeys);
  return passkeys;
}

it('ends the wait for a passkey before one is made', async () => {
  const passkeys = createBrowser();
  const waiting = passkeys.get({ mediation: 'conditional' });
  await expect(passkeys.create()).resolves.toBeNull();
  // What the SDK takes for a person who went on, and says nothing about.
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
});

it("leaves the SDK's own signal to end it", async () => {
  const passkeys = createBrowser();
  const sdk = new AbortController();
  const waiting = passkeys.get({ mediation: 'conditional', signal: sdk.signal });
  const reason = new Error('The form is gone.');
  sdk.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  await expect(passkeys.create()).resolves.toBeNull();
});

it('does not touch a request that the person sees', async () => {
  const passkeys = createBrowser();
  void passkeys.get({ mediation: 'optional' });
  await expect(passkeys.create()).rejects.toThrow('A request is already pending.');
});
