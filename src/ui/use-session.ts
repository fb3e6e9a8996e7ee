import { useSyncExternalStore } from 'react';
import { client } from './client';
import { createSessionStore, type SessionState } from './session-store';

/** This page's session store, on its one line to the worker. */
export const sessionStore = createSessionStore((onSnapshot, options) => {
  client.watch('auth.watchSession', {}, onSnapshot, options);
});

/** The session as the worker knows it, now and whenever it changes. */
export function useSession(): SessionState {
  return useSyncExternalStore(sessionStore.subscribe, sessionStore.getState);
}
