import { authContract } from '../../auth/contract';
import { createClient, type MessagingClient } from '../../messaging/client';
import { createRouter } from '../../messaging/router';
import { createFakeExtension } from '../../messaging/testing/fake-runtime';
import { EXTENSION_ID, PAGES, tabSender } from '../../messaging/testing/senders';
import { createHandlers } from '../handlers';
import { createKeepWarm } from '../session/renewer';
import { type createFakeClerk, createFakeWorker } from './fake-clerk';

/** The client of a page whose worker, in memory, has the real router and handlers and this Clerk. */
export function createFakePage(
  clerk: ReturnType<typeof createFakeClerk>,
): MessagingClient<typeof authContract> {
  const extension = createFakeExtension(EXTENSION_ID);
  const { start } = createFakeWorker(clerk);
  extension.installWorker((runtime) => {
    const { knowledge, service } = start();
    const keepWarm = createKeepWarm({ ...service, isOverdue: knowledge.isOverdue }, clerk.now);
    createRouter(authContract, createHandlers(service, knowledge, keepWarm, knowledge.look), {
      extensionId: EXTENSION_ID,
      pages: PAGES,
    }).listen(runtime);
  });
  return createClient(authContract, { runtime: extension.open(tabSender()).runtime });
}
