/** One token round trip of the contender, page to worker and back. Set by each contender's page. */
declare var askForToken: () => Promise<unknown>;

/** What every worker but Clerk's answers: as many bytes as a real answer. Filled in by the build. */
declare const __PAYLOAD__: { status: 'ok'; token: Record<string, unknown> };

/** The embedded Clerk's key. Filled in by the build. */
declare const __PUBLISHABLE_KEY__: string;
