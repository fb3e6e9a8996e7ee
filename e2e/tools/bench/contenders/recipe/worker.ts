/**
 * Clerk's documented way: a client for each message.
 * https://clerk.com/docs/reference/chrome-extension/create-clerk-client
 */
import { createClerkClient } from '@clerk/chrome-extension/client';

chrome.runtime.onMessage.addListener((_message, _sender, sendResponse) => {
  createClerkClient({ publishableKey: __PUBLISHABLE_KEY__, background: true })
    .then((clerk) => clerk.session?.getToken() ?? null)
    .then((token) => sendResponse({ token }))
    .catch((error: unknown) => sendResponse({ error: String(error) }));
  return true;
});
