/** The outcome of `task`, or a rejection with the signal's reason as soon as that is aborted. */
export async function unlessAborted<T>(signal: AbortSignal, task: Promise<T>): Promise<T> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([aborted, task]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
