/** The browser's passkeys, `navigator.credentials`. */
export type Passkeys = Pick<CredentialsContainer, 'get' | 'create'>;

/**
 * Lets a passkey be made although the browser still waits for one to be picked in the sign-in form's address
 * field. Chrome takes one request at a time and refuses a second ("A request is already pending"). Clerk's
 * components mean to end theirs with the form, but `@clerk/ui` and clerk-js each have a copy of the module
 * that remembers it, so it goes on; without this, whoever signed in by password could add no passkey until
 * the panel was opened anew. Changes `passkeys` itself, for that is what the SDK calls.
 */
export function endWaitingBeforeCreate(passkeys: Passkeys): void {
  const get = passkeys.get.bind(passkeys);
  const create = passkeys.create.bind(passkeys);
  let endWaiting = async () => {};

  passkeys.get = (options) => {
    if (options?.mediation !== 'conditional') return get(options);
    const ours = new AbortController();
    const signals = [ours.signal, options.signal].filter((signal) => signal != null);
    const waiting = get({ ...options, signal: AbortSignal.any(signals) });
    endWaiting = async () => {
      ours.abort();
      await waiting.catch(() => {});
    };
    return waiting;
  };
  passkeys.create = async (options) => {
    await endWaiting();
    return create(options);
  };
}
