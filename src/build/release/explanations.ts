import type { Occurrence } from './scan-script';

/** Why a kind of place that could load or make code does not, or only our own. */
export interface Explanation {
  rule: Occurrence['rule'];
  /** Matches the code around the place. Names that the minifier chooses are `\w+`. */
  near: RegExp;
  /** How many there are in the whole build. */
  count: number;
  reason: string;
}

/**
 * All there is in the build as it ships. Whoever changes a number has read the new place. None of
 * them can load foreign code: the manifest's `script-src 'self'` has no host, no `unsafe-eval` and no
 * `blob:`, and Chrome lets no extension add one.
 */
export const EXPLANATIONS: readonly Explanation[] = [
  {
    rule: 'script-element',
    near: /hoistableScripts|querySelector\(\w+\(\w+\)\),|\.instance=\w+,\w+\(\w+\),\w+\):|ownerDocument\|\|\w+,\w+=\w+\.createElement/,
    count: 3,
    reason:
      'React DOM, for `preinit()` and a rendered `<script async src>`. No page of ours renders or preloads a script.',
  },
  {
    rule: 'loader-url',
    near: /\.innerHTML=`<script>/,
    count: 1,
    reason:
      'React DOM makes a rendered `<script>` by `innerHTML`, which is the way to get one that does not run.',
  },
  {
    rule: 'loader-url',
    near: /javascript:throw new Error\('(React has blocked a javascript: URL|A React form was unexpectedly)/,
    count: 2,
    reason: 'React DOM puts these in the place of `javascript:` URLs, to make them harmless.',
  },
  {
    rule: 'loader-url',
    near: /`http:\/\/clerk-dummy`,\w+=\[`javascript:/,
    count: 4,
    reason: 'Clerk’s list of the schemes it refuses to redirect to.',
  },
  {
    rule: 'eval',
    near: /typeof globalThis==`object`\)return globalThis;try\{return Function\(`return this`\)/,
    count: 2,
    reason:
      'webpack’s way to the global object in clerk-js (panel, worker), for engines without `globalThis`.',
  },
  {
    rule: 'worker',
    near: /createObjectURL\(\w+\);return new Worker\(\w+,\w+\)/,
    count: 2,
    reason:
      'Clerk’s timer worker, from a string in the same file. The policy refuses `blob:`, and Clerk falls back to a plain timer. A service worker has no `Worker` at all.',
  },
  {
    rule: 'worker',
    near: /importScripts\([\w$]+\.file\)/,
    count: 1,
    reason: 'Our worker loads our `clerk-sdk.js`: src/background/clerk/load-sdk.ts.',
  },
];
