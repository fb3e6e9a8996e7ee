import { createRawDriver } from '../../../src/messaging/testing/suite-driver';
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
  async flood(messages, times) {
    const sent = Array.from({ length: times }, (_, index) =>
      script.sendRaw(messages[index % messages.length] ?? null),
    );
    const outcomes: Record<string, number> = {};
    for (const answer of await Promise.all(sent)) {
      const text = answer.answered ? JSON.stringify(answer.response) : 'unanswered';
      outcomes[text] = (outcomes[text] ?? 0) + 1;
    }
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
