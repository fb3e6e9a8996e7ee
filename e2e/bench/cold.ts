import type { Page } from '@playwright/test';
import type { WorkerDriver } from '../browser/service-worker';
import { type Row, summarise } from './round-trips';

/** A contender whose worker can be stopped. */
export interface ColdAsker {
  name: string;
  page: Page;
  worker: WorkerDriver;
  /** What is done to the worker before it is stopped. */
  prepare?: () => Promise<unknown>;
}

/**
 * Times one ask of each contender, its worker stopped just before, in rounds that take turns. Chromium
 * stops the workers of all of them at once, so each has a start of its own to make.
 */
export async function timeCold(askers: readonly ColdAsker[], rounds: number): Promise<Row[]> {
  const taken = askers.map((asker) => ({ ...asker, means: [] as number[], all: [] as number[] }));
  // The first round warms up (Chromium compiles a worker's script once) and does not count.
  for (let round = -1; round < rounds; round += 1) {
    for (const { page, worker, prepare, means, all } of taken) {
      await page.bringToFront();
      await prepare?.();
      await worker.stop();
      const time = await page.evaluate(async () => {
        const start = performance.now();
        await globalThis.askForToken();
        return performance.now() - start;
      });
      if (round < 0) continue;
      means.push(time);
      all.push(time);
    }
  }
  return summarise(taken);
}
