import { createTRPCProxyClient } from '@trpc/client';
import { chromeLink } from 'trpc-chrome/link';
import type { router } from './router';

const client = createTRPCProxyClient<typeof router>({
  links: [chromeLink({ port: chrome.runtime.connect() })],
});
globalThis.askForToken = () => client.getToken.query({});
