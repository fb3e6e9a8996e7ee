/** One token round trip of the contender, page to worker and back. Set by each contender's page. */
declare var askForToken: () => Promise<unknown>;

/** Opens the stream of sessions, waits for its first event and closes it. Set by our own page. */
declare var watchOnce: () => Promise<void>;

/** Milliseconds after navigation at which the page showed what was waited for. See when-shown.ts. */
declare var shownAt: Promise<number>;

/** What every worker but Clerk's answers: as many bytes as a real answer. Filled in by the build. */
declare const __PAYLOAD__: { status: 'ok'; token: Record<string, unknown> };

/** The embedded Clerk's key. Filled in by the build. */
declare const __PUBLISHABLE_KEY__: string;
