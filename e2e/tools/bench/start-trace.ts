import type { BrowserContext } from '@playwright/test';

/** Milliseconds of one start of a worker, by Chromium's own trace; each part follows the one before. */
export interface StartTimes {
  /** From asking for the worker until its script begins: process, thread, V8 and the script's text. */
  untilScript: number;
  /** Compiling it, which mostly means reading what V8 kept of the last time. */
  compile: number;
  /** Running it to its end. */
  run: number;
  /** Until the page has its answer. */
  answer: number;
}

interface TraceEvent {
  name: string;
  /** Microseconds. */
  ts: number;
  dur?: number;
  args: unknown;
}

const CATEGORIES = ['ServiceWorker', 'devtools.timeline', 'v8', 'blink.user_timing'];
const MARK = 'bench-answered';

/**
 * Traces `ask`, which starts the stopped worker of that extension and leaves the mark `bench-answered`
 * in its page's timeline when it has its answer.
 *
 * @see https://chromedevtools.github.io/devtools-protocol/tot/Tracing/
 */
export async function traceStart(
  context: BrowserContext,
  extensionId: string,
  ask: () => Promise<unknown>,
): Promise<StartTimes> {
  const cdp = await context.browser()?.newBrowserCDPSession();
  if (!cdp) throw new Error('This browser context has no browser to ask.');
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  await ask();
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await complete;
  await cdp.detach();

  const find = (name: string, text = extensionId) => {
    const event = events.find(
      (one) => one.name === name && JSON.stringify(one.args ?? '').includes(text),
    );
    if (!event) throw new Error(`Chromium's trace has no ${name} of ${text}.`);
    return { at: event.ts / 1000, took: (event.dur ?? 0) / 1000 };
  };
  const asked = find('ServiceWorkerVersion::StartWorkerRequested');
  const compile = find('v8.compile');
  const run = find('v8.run');
  const answered = find(MARK, '');
  return {
    untilScript: compile.at - asked.at,
    compile: compile.took,
    run: run.took,
    answer: answered.at - run.at - run.took,
  };
}
