import type { BrowserContext, CDPSession } from '@playwright/test';

/** Chromium's inspector of one worker. */
export interface WorkerInspector {
  /** Sends a command of the DevTools protocol and resolves to its result. */
  send(method: string, params?: object): Promise<unknown>;
  detach(): Promise<void>;
}

/**
 * Attaches to the extension's running worker. While attached, Chromium keeps it alive. Playwright lends
 * sessions of pages only, so the commands travel as messages inside the browser's own session.
 *
 * @see https://chromedevtools.github.io/devtools-protocol/tot/Target/#method-sendMessageToTarget
 */
export async function inspectWorker(
  context: BrowserContext,
  extensionId: string,
): Promise<WorkerInspector> {
  const browser = await context.browser()?.newBrowserCDPSession();
  if (!browser) throw new Error('This browser context has no browser to ask.');
  const { targetInfos } = await browser.send('Target.getTargets');
  const isOurs = ({ type, url }: { type: string; url: string }) =>
    type === 'service_worker' && url.startsWith(`chrome-extension://${extensionId}/`);
  const target = targetInfos.find(isOurs);
  if (!target) throw new Error(`The worker of ${extensionId} does not run.`);
  const { sessionId } = await browser.send('Target.attachToTarget', {
    targetId: target.targetId,
    flatten: false,
  });
  return {
    send: createSender(browser, sessionId),
    detach: () => browser.detach(),
  };
}

function createSender(browser: CDPSession, sessionId: string): WorkerInspector['send'] {
  const waiting = new Map<number, (answer: { result?: unknown; error?: object }) => void>();
  browser.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const answer = JSON.parse(event.message);
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  let last = 0;
  return async (method, params = {}) => {
    last += 1;
    const id = last;
    const answered = new Promise<{ result?: unknown; error?: object }>((resolve) => {
      waiting.set(id, resolve);
    });
    const message = JSON.stringify({ id, method, params });
    await browser.send('Target.sendMessageToTarget', { sessionId, message });
    const { result, error } = await answered;
    if (error) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  };
}
