import { authContract } from '../../auth/contract';
import { createClient, type MessagingClient } from '../../messaging/client';
import { createFakeExtension } from '../../messaging/testing/fake-runtime';
import { EXTENSION_ID, PAGES, tabSender } from '../../messaging/testing/senders';
import { createWorker } from '../worker';
import type { createFakeClerk } from './fake-clerk';
import { createFakeStore } from './fake-store';

/** The client of a page whose worker, in memory, is the real one on this Clerk. */
export function createFakePage(
  clerk: ReturnType<typeof createFakeClerk>,
): MessagingClient<typeof authContract> {
  const extension = createFakeExtension(EXTENSION_ID);
  const { store } = createFakeStore();
  extension.installWorker((runtime) => {
    createWorker({
      gateway: clerk.gateway,
      store,
      runtime,
      pages: PAGES,
      onExternalChange: () => {},
      onNetworkReturn: () => {},
      onSnapshot: () => {},
      onError: () => {},
      clock: clerk,
    });
  });
  return createClient(authContract, { runtime: extension.open(tabSender()).runtime });
}
