import type { Wishes } from './wishes';

/**
 * The command that does the same again, without a question, as an upgrade wants it. The publishable key is
 * left out: it is in `.env`, which git does not know.
 */
export function commandLine({ ownKey, without, publishableKey: _, ...texts }: Wishes): string {
  const flags = Object.entries(texts).flatMap(([name, value]) => [
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    quoted(value),
  ]);
  if (ownKey) flags.push('--own-key');
  flags.push(...without.map((id) => `--no-${id}`));
  return ['npm run init --', ...flags, '--yes'].join(' ');
}

/** A word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
