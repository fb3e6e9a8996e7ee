// biome-ignore-all lint/style/noRestrictedImports: the rule keeps the library apart from its house; this is its own test kit.
import * as z from 'zod/mini';
import { defineContract } from '../contract';
import { contentScriptOf, extensionPage } from '../sender';

const Nothing = z.strictObject({});
const Count = z.strictObject({ count: z.int().check(z.nonnegative()) });

/** Long enough for a busy machine: a test that meets it has failed. */
const AMPLE_MS = 20_000;

/**
 * The contract that the contract suite speaks, the same in memory and in a browser.
 *
 * @param siteOrigin the one origin whose content scripts may use `suite.public`.
 */
export function createSuiteContract(siteOrigin: string) {
  const own = { allow: [extensionPage], idempotent: false, deadlineMs: AMPLE_MS } as const;
  return defineContract(
    {
      'suite.echo': {
        ...own,
        input: z.strictObject({ text: z.string() }),
        output: z.strictObject({ text: z.string() }),
      },
      /** How often this worker's `suite.echo` ran. */
      'suite.echoRuns': { ...own, input: Nothing, output: Count },
      'suite.public': {
        ...own,
        input: Nothing,
        output: z.strictObject({ kind: z.string() }),
        allow: [extensionPage, contentScriptOf(siteOrigin)],
      },
      'suite.fail': {
        ...own,
        input: z.strictObject({
          how: z.enum(['listed', 'listed-with-secret', 'unlisted', 'unknown', 'not-an-error']),
        }),
        output: Nothing,
      },
      /** Answers with what its contract does not allow. */
      'suite.lie': { ...own, input: Nothing, output: z.strictObject({ truth: z.boolean() }) },
      /** Never answers by itself, and has little time. */
      'suite.slow': { ...own, input: Nothing, output: Nothing, deadlineMs: 100 },
      /** Answers when `suite.release` is called; to be made again if the worker dies. */
      'suite.hold': { ...own, input: Nothing, output: Nothing, idempotent: true },
      /** The same, never to be made twice. */
      'suite.holdOnce': { ...own, input: Nothing, output: Nothing },
      'suite.release': { ...own, input: Nothing, output: Nothing },
      /** Answers once exactly this many calls are held. */
      'suite.awaitHeld': { ...own, input: Count, output: Nothing },
      /** Answers once this many handlers saw their signal aborted. */
      'suite.awaitAborted': { ...own, input: Count, output: Nothing },
      'suite.setNumber': { ...own, input: z.strictObject({ to: z.int() }), output: Nothing },
      /** Answers once exactly this many streams of `suite.number` are open. */
      'suite.awaitWatchers': { ...own, input: Count, output: Nothing },
      /** The number now, and each time it is set. */
      'suite.number': { input: Nothing, event: z.int(), allow: [extensionPage] },
      /** Emits these, all at once. */
      'suite.burst': {
        input: z.strictObject({ length: z.int() }),
        event: z.int(),
        allow: [extensionPage],
      },
      'suite.failingStream': {
        input: z.strictObject({ how: z.enum(['listed', 'unlisted', 'lie']) }),
        event: z.int(),
        allow: [extensionPage],
      },
    },
    { errors: ['SUITE_FAILED'] },
  );
}

export type SuiteContract = ReturnType<typeof createSuiteContract>;
