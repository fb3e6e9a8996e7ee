import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../src/build/command/build-extension';

/** What the pages say in a language, by the message's key; placeholders are as they stand in the file. */
export function wordsIn(language: string): (key: string) => string {
  const messages: Record<string, { message: string }> = JSON.parse(
    readFileSync(join(ROOT, 'public', '_locales', language, 'messages.json'), 'utf8'),
  );
  return (key) => messages[key]?.message ?? '';
}
