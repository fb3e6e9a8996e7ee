import { describe, expectTypeOf, it } from 'vitest';
import { createClient } from '../messaging/client';
import { type PublicSession, siteContract } from './contract';

const client = createClient(siteContract);

// Never called: the compiler is what tests this file.
describe("a content script's client", () => {
  it('has its own routes', () => {
    expectTypeOf(() =>
      client.call('site.getSession', {}),
    ).returns.resolves.toEqualTypeOf<PublicSession>();
    const call = () => client.call('api.fetch', { method: 'GET', path: '/me' });
    expectTypeOf(call).toBeFunction();
  });

  it('does not compile for a page’s routes, nor for a request that the API may not be sent', () => {
    // @ts-expect-error: a token is for pages.
    const token = () => client.call('auth.getToken', {});
    // @ts-expect-error: so is the session.
    const session = () => client.call('auth.getSession', {});
    // @ts-expect-error: so is the end of it.
    const signOut = () => client.call('auth.signOut', {});
    const { signal } = new AbortController();
    // @ts-expect-error: so is the stream.
    const watch = () => client.watch('auth.watchSession', {}, () => {}, { signal });
    // @ts-expect-error: a method that is not on the list.
    const method = () => client.call('api.fetch', { method: 'TRACE', path: '/' });
    const header = () =>
      client.call('api.fetch', {
        method: 'GET',
        path: '/',
        // @ts-expect-error: a header that is not on the list.
        headers: { authorization: 'x' },
      });
    expectTypeOf([token, session, signOut, watch, method, header]).not.toBeAny();
  });
});
