import type { Frame, Page } from '@playwright/test';
import type { JsonValue } from '../../../src/messaging/contract';
import type { RawDriver } from '../../../src/messaging/testing/suite-driver';

/** The events by which a site's page and our test content script in it talk. */
export const REQUEST = 'test-request';
export const REPLY = 'test-reply';

export interface Request {
  id: string;
  method: keyof ContentScript;
  args: unknown[];
}

/** What the test content script does for whoever asks. */
export type ContentScript = RawDriver & {
  readStorage(
    area: 'local' | 'session' | 'sync',
  ): Promise<{ items: Record<string, unknown> } | { refused: string }>;
  /**
   * Sends `times` messages, in turn of `messages`, of which `atOnce` are always unanswered yet. Counts each
   * different answer.
   */
  flood(messages: JsonValue[], times: number, atOnce: number): Promise<Record<string, number>>;
};

/** Drives the test content script in `document`, a page of a site or a frame in it, once it runs. */
export async function driveContentScript(document: Page | Frame): Promise<ContentScript> {
  await document.locator('html[data-content-script=ready]').waitFor({ state: 'attached' });
  const drive = <Method extends keyof ContentScript>(method: Method) =>
    ((...args: unknown[]) =>
      document.evaluate(
        ([request, reply, name, given]) =>
          new Promise((resolve) => {
            const id = Math.random().toString(36);
            window.addEventListener(reply, function read(event) {
              const { detail } = event as CustomEvent<{ id: string; value: unknown }>;
              if (detail.id !== id) return;
              window.removeEventListener(reply, read);
              resolve(detail.value);
            });
            const detail = { id, method: name, args: given };
            window.dispatchEvent(new CustomEvent(request, { detail }));
          }),
        [REQUEST, REPLY, method, args] as const,
      )) as ContentScript[Method];
  return {
    sendRaw: drive('sendRaw'),
    openRaw: drive('openRaw'),
    readStorage: drive('readStorage'),
    flood: drive('flood'),
  };
}
