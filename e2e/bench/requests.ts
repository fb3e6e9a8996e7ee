import type { Page } from '@playwright/test';
import type { WorkerDriver } from '../browser/service-worker';
import type { LocalClerk } from '../local-clerk/start';

/** How often Clerk was asked. */
export interface RequestCounts {
  name: string;
  latencyMs: number;
  asks: number;
  /** All requests to the Frontend API. */
  requests: number;
  /** Those of them that mint a token. */
  tokenCalls: number;
}

/** Counts what Clerk is asked while `asks` tokens are asked for, `together` or one after another. */
export async function countRequests(
  name: string,
  clerk: LocalClerk,
  page: Page,
  { asks, together, latencyMs }: { asks: number; together: boolean; latencyMs: number },
): Promise<RequestCounts> {
  const fault = clerk.control.faults.add({
    route: '* /**',
    effect: { kind: 'latency', ms: latencyMs },
  });
  clerk.control.clearRequests();
  await page.evaluate(
    async ([count, atOnce]) => {
      if (atOnce) await Promise.all(Array.from({ length: count }, () => globalThis.askForToken()));
      else for (let ask = 0; ask < count; ask += 1) await globalThis.askForToken();
    },
    [asks, together] as const,
  );
  clerk.control.faults.remove(fault);
  const seen = clerk.control.requests();
  const tokenCalls = seen.filter(({ path }) => path.endsWith('/tokens')).length;
  return { name, latencyMs, asks, requests: seen.length, tokenCalls };
}

/** Stops the worker and empties its vault, so that the next ask needs Clerk. */
export async function goCold(worker: WorkerDriver): Promise<void> {
  await worker.evaluate(() => chrome.storage.session.clear());
  await worker.stop();
}
