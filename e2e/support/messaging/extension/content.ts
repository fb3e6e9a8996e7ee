import { createRawDriver } from '../../../../src/messaging/testing/suite-driver';
import { type ContentScript, REPLY, REQUEST, type Request } from '../content-script';

// Does whatever the site's own script asks, with all that a content script has. A content script that
// is this foolish, or was taken over, is what the worker has to withstand.

const script: ContentScript = {
  ...createRawDriver(chrome.runtime),
  async readStorage(area) {
    try {
      return { items: await chrome.storage[area].get() };
    } catch (error) {
      return { refused: String(error) };
    }
  },
  async flood(messages, times, atOnce) {
    const outcomes: Record<string, number> = {};
    let sent = 0;
    const pour = async () => {
      while (sent < times) {
        const message = messages[sent % messages.length] ?? null;
        sent += 1;
        const answer = await script.sendRaw(message);
        const text = answer.answered ? JSON.stringify(answer.response) : 'unanswered';
        outcomes[text] = (outcomes[text] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, pour));
    return outcomes;
  },
};

window.addEventListener(REQUEST, async (event) => {
  const { id, method, args } = (event as CustomEvent<Request>).detail;
  const ask = script[method] as (...given: unknown[]) => Promise<unknown>;
  const value = await ask(...args);
  window.dispatchEvent(new CustomEvent(REPLY, { detail: { id, value } }));
});
document.documentElement.dataset.contentScript = 'ready';
