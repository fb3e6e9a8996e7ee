import type { Frame, Page } from '@playwright/test';
import type { JsonValue } from '../../../src/messaging/contract';
import { CHANNEL_NAME } from '../../../src/messaging/internal/channel';
import type { RawAnswer, RawDriver } from '../../../src/messaging/testing/suite-driver';

/**
 * Drives `chrome.runtime` of a document of some extension: to its own worker, or to that of the extension
 * `target`.
 */
export function driveRaw(document: Page | Frame, target: string | null = null): RawDriver {
  return {
    sendRaw: (message) =>
      document.evaluate(
        async ([id, sent]): Promise<RawAnswer> => {
          try {
            const response = await (id === null
              ? chrome.runtime.sendMessage(sent)
              : chrome.runtime.sendMessage(id, sent));
            return response === undefined ? { answered: false } : { answered: true, response };
          } catch {
            return { answered: false };
          }
        },
        [target, message as unknown] as const,
      ),
    openRaw: (message) =>
      document.evaluate(
        ([id, sent, name]) =>
          new Promise<JsonValue[]>((resolve) => {
            const port =
              id === null ? chrome.runtime.connect({ name }) : chrome.runtime.connect(id, { name });
            port.onMessage.addListener((response) => {
              resolve([response]);
              port.disconnect();
            });
            port.onDisconnect.addListener(() => {
              void chrome.runtime.lastError;
              resolve([]);
            });
            port.postMessage(sent);
          }),
        [target, message as unknown, CHANNEL_NAME] as const,
      ),
  };
}
