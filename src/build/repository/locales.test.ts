import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../command/build-extension';

// The files of public/_locales against the English one, which has every message there is.

type Message = { message: string; placeholders?: Record<string, { content: string }> };

const LOCALES = join(ROOT, 'public', '_locales');
const read = (language: string): Record<string, Message> =>
  JSON.parse(readFileSync(join(LOCALES, language, 'messages.json'), 'utf8'));

const LANGUAGES = readdirSync(LOCALES);
const english = read('en');

/** A message's name without the form for a number: `devices` of `devices_one`. */
const stemOf = (key: string) => key.replace(/_(?:zero|one|two|few|many|other)$/, '');
const isCounted = (key: string) => stemOf(key) !== key;

/** The names of the placeholders in a text, in alphabetical order. */
const placeholdersIn = ({ message }: Message) =>
  [
    ...new Set([...message.matchAll(/\$(\w+)\$/g)].map(([, name = '']) => name.toLowerCase())),
  ].sort();

describe.each(LANGUAGES)('the messages in %s', (language) => {
  const messages = read(language);
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;

  it('are all those that there are in English, in the forms that the language has', () => {
    const expected = Object.keys(english).flatMap((key) =>
      isCounted(key) ? forms.map((form) => `${stemOf(key)}_${form}`) : [key],
    );
    expect(Object.keys(messages).sort()).toEqual([...new Set(expected)].sort());
  });

  it('say their language', () => {
    expect(messages.languageTag?.message).toBe(language);
  });

  it('have the placeholders of the English ones, numbered by their names', () => {
    const wrong = Object.entries(messages).filter(([key, { message, placeholders = {} }]) => {
      const names = placeholdersIn({ message });
      const inEnglish = english[isCounted(key) ? `${stemOf(key)}_other` : key];
      const numbered = names.map((name, place) => [name, { content: `$${place + 1}` }]);
      return (
        message === '' ||
        message !== message.trim() ||
        // What is left of a dollar sign would be a placeholder that Chrome does not know.
        message.replace(/\$\w+\$/g, '').includes('$') ||
        !inEnglish ||
        !isDeepStrictEqual(names, placeholdersIn(inEnglish)) ||
        !isDeepStrictEqual(placeholders, Object.fromEntries(numbered))
      );
    });
    expect(wrong).toEqual([]);
  });
});

it('every message is said somewhere', () => {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test(-d)?\./.test(path))
    .map((path) => readFileSync(join(ROOT, 'src', path), 'utf8'))
    .concat(readFileSync(join(ROOT, 'manifest.config.ts'), 'utf8'));
  const unsaid = Object.keys(english).filter(
    (key) => !sources.some((text) => new RegExp(`['_]${stemOf(key)}['_]`).test(text)),
  );
  expect(unsaid).toEqual([]);
});
