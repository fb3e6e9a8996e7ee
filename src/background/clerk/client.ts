/** A session of the SDK's client, as much of it as the worker reads. */
export type ClerkSession = {
  id: string;
  status: string;
  expireAt: Date;
  lastActiveOrganizationId: string | null;
  user: ClerkUser | null;
  /** The token that came with the session. */
  lastActiveToken: { getRawString(): string } | null;
  clearCache(): void;
};

/** A user of the SDK's, as much of it as a snapshot shows. */
export type ClerkUser = {
  id: string;
  fullName: string | null;
  primaryEmailAddress: { emailAddress: string } | null;
  username: string | null;
  primaryPhoneNumber: { phoneNumber: string } | null;
  hasImage: boolean;
  imageUrl: string;
  organizationMemberships: {
    role: string;
    permissions: string[];
    organization: {
      id: string;
      name: string;
      slug: string | null;
      hasImage: boolean;
      imageUrl: string;
    };
  }[];
};

/**
 * The loaded SDK client in its worker form, as much of it as the worker uses. The SDK's own `Clerk`
 * class satisfies it; the tests' fakes do too.
 */
export type ClerkClient = {
  client:
    | {
        signedInSessions: ClerkSession[];
        lastActiveSessionId: string | null;
        fetch(options: { fetchMaxTries: number; abortSignal: AbortSignal }): Promise<unknown>;
        removeSessions(): Promise<unknown>;
      }
    | undefined;
  /**
   * The application's settings; `null` until they are loaded. Not part of the SDK's public types.
   * https://github.com/clerk/javascript/blob/main/packages/clerk-js/src/core/clerk.ts
   */
  __internal_environment?: {
    organizationSettings: { forceOrganizationSelection: boolean };
  } | null;
  /** Resolves also when Clerk answers 401, which it reports by `handleUnauthenticated` alone. */
  setActive(params: { session: string; organization?: string | null }): Promise<void>;
  handleUnauthenticated(): Promise<void>;
  getFapiClient(): {
    request(
      init: {
        method: 'POST';
        path: string;
        body: { organizationId?: string | null };
        signal: AbortSignal;
      },
      options: { fetchMaxTries: number },
    ): Promise<{
      status: number;
      headers: Headers;
      /** JSON from the network: a mint's answer or Clerk's errors, if it is Clerk that answered. */
      payload: { jwt?: unknown; errors?: unknown } | null;
    }>;
  };
};

/** Where the one client comes from. */
export type ClerkClientSource = {
  /** The client, built at the first call and shared by all. Rejects as the SDK does, then forgets. */
  get(): Promise<ClerkClient>;
  /** Whether there is neither a client nor a build under way, so that the next `get` starts one. */
  isIdle(): boolean;
  /**
   * Gives up on a build under way: its requests end, it changes nothing any more, and the next `get`
   * starts another. A built client is kept.
   */
  abandonBuild(): void;
  /** Forgets the client, built or not, and ends its requests. */
  discard(): void;
};

/**
 * Holds ONE client for the worker's life. Each `createClerkClient()` is a new instance and two
 * network calls, and the newest takes over the SDK's static state, so nothing else may build one.
 *
 * @param build makes a loaded client: `createClerkClient({ ..., background: true })`. The signal is
 * aborted when that client is given up.
 */
export function createClerkClientSource(
  build: (signal: AbortSignal) => Promise<ClerkClient>,
): ClerkClientSource {
  let building: Promise<ClerkClient> | undefined;
  let isBuilt = false;
  let controller = new AbortController();

  function start(): Promise<ClerkClient> {
    controller = new AbortController();
    const attempt = build(controller.signal).then(
      (client) => {
        // An abandoned attempt that succeeds after all must not replace its successor.
        if (building === attempt) isBuilt = true;
        return client;
      },
      (error) => {
        if (building === attempt) building = undefined;
        throw error;
      },
    );
    building = attempt;
    return attempt;
  }

  function discard(): void {
    controller.abort();
    building = undefined;
    isBuilt = false;
  }

  return {
    get: () => building ?? start(),
    isIdle: () => building === undefined,
    abandonBuild() {
      if (!isBuilt) discard();
    },
    discard,
  };
}
