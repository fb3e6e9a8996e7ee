/** What a person chose for all pages of the extension. */
export type ChoiceStore<Value extends string> = {
  get(): Value;
  /** Every open page follows at once, and later ones begin with it. */
  choose(value: Value): void;
  /** Calls back when it was chosen anew, in whichever page. Returns the way to unsubscribe. */
  subscribe(onChange: () => void): () => void;
};

/**
 * @param key the name under which it is kept.
 * @param values what there is to choose from. The first holds until somebody chooses, and is not stored.
 * @param storage `localStorage`, because it answers before the first paint: what came later would
 * flash. `null`: nothing is remembered.
 * @param otherPages where the changes of other pages are announced: the window.
 */
export function createChoiceStore<Value extends string>(
  key: string,
  values: readonly [Value, ...Value[]],
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null = pageStorage(),
  otherPages: Pick<EventTarget, 'addEventListener' | 'removeEventListener'> = window,
): ChoiceStore<Value> {
  const [unchosen] = values;
  const subscribers = new Set<() => void>();
  return {
    get() {
      const stored = storage?.getItem(key);
      return values.find((value) => value === stored) ?? unchosen;
    },
    choose(value) {
      if (value === unchosen) storage?.removeItem(key);
      else storage?.setItem(key, value);
      for (const notify of [...subscribers]) notify();
    },
    subscribe(onChange) {
      const notify = () => onChange();
      subscribers.add(notify);
      otherPages.addEventListener('storage', notify);
      return () => {
        subscribers.delete(notify);
        otherPages.removeEventListener('storage', notify);
      };
    },
  };
}

/** Chrome keeps a page from it that a site has framed; the router then refuses that page whatever it asks. */
function pageStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
