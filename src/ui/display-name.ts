import type { SnapshotUser } from '../auth/session-snapshot';

/** What to call somebody: by their name, their e-mail address, their username or phone number, or ID. */
export function displayName({
  fullName,
  email,
  identifier,
  id,
}: Omit<SnapshotUser, 'imageUrl'>): string {
  return fullName ?? email ?? identifier ?? id;
}

/**
 * One or two capital letters that stand for a name: first and last word's, or the first of a
 * single word or an e-mail address. Empty for a name without letters or digits.
 */
export function initialsOf(name: string): string {
  const words = name.split('@')[0]?.match(/[\p{L}\p{N}]+/gu) ?? [];
  const picked = name.includes('@')
    ? words.slice(0, 1)
    : [words[0], words.at(-1)].slice(0, words.length);
  return picked.map((word) => firstLetter(word)).join('');
}

function firstLetter(word = ''): string {
  // By code point: half a surrogate pair is not a letter.
  return [...word][0]?.toLocaleUpperCase() ?? '';
}
