import type { KeyMode } from '../client-jwt';

type Client = { id: string; rotation: number; sessions: Set<string> };

/** What a request comes to at the server, as the test sees it. */
export type ServedRequest = { response: Response; changed: boolean };

/**
 * A Frontend API in memory that forgives nothing: on a production key a sign-in rotates the client's
 * JWT, a sign-out ends the client, and any JWT but the latest is answered with a new, empty client.
 */
export function createStrictServer(mode: KeyMode) {
  const clients = new Map<string, Client>();
  let issued = 0;
  let sessions = 0;

  function createClient(): Client {
    const client = { id: `client_${clients.size + 1}`, rotation: 0, sessions: new Set<string>() };
    clients.set(client.id, client);
    return client;
  }

  function sign({ id, rotation }: Client): string {
    issued += 1;
    const claims = mode === 'production' ? { id, rotation, iat: issued } : { id, iat: issued };
    return `head.${btoa(JSON.stringify(claims))}.signature`;
  }

  /** The client that a JWT names now, if it still names one. */
  function clientOf(jwt: string | undefined): Client | undefined {
    if (jwt === undefined || !jwt.startsWith('head.')) return undefined;
    const { id, rotation } = JSON.parse(atob(jwt.split('.')[1] ?? ''));
    const client = clients.get(id);
    return mode === 'development' || client?.rotation === rotation ? client : undefined;
  }

  function answer(client: Client | null, body: object): Response {
    const jwt = client === null ? '' : sign(client);
    const headers =
      mode === 'development'
        ? { 'Clerk-Db-Jwt': jwt }
        : { Authorization: jwt === '' ? 'Bearer' : `Bearer ${jwt}` };
    return new Response(JSON.stringify(body), { headers });
  }

  return {
    /** The live sessions of the client that a JWT names. */
    sessionsOf: (jwt: string | undefined): ReadonlySet<string> =>
      clientOf(jwt)?.sessions ?? new Set(),

    /** Somebody signs in in a browser of their own: the JWT of a new client with a session. */
    signInElsewhere(): string {
      const client = createClient();
      sessions += 1;
      client.sessions.add(`sess_${sessions}`);
      return sign(client);
    },

    isLive: (session: string): boolean =>
      [...clients.values()].some((client) => client.sessions.has(session)),

    serve(url: URL, headers: Headers): ServedRequest {
      const jwt =
        mode === 'development'
          ? url.searchParams.get('__clerk_db_jwt')
          : headers.get('Authorization')?.replace(/^Bearer /, '');
      const client = clientOf(jwt ?? undefined) ?? createClient();
      if (url.pathname === '/v1/client/sign_ins') {
        sessions += 1;
        const session = `sess_${sessions}`;
        client.sessions.add(session);
        client.rotation += 1;
        return { response: answer(client, { session }), changed: true };
      }
      if (url.pathname === '/v1/client/sessions') {
        const before = [...clients.values()].flatMap((each) => [...each.sessions]);
        client.sessions.clear();
        client.rotation += 1;
        const kept = mode === 'development' ? client : null;
        return { response: answer(kept, { before }), changed: true };
      }
      return { response: answer(client, { sessions: [...client.sessions] }), changed: false };
    },
  };
}
