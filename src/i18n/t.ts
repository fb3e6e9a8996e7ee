import type english from '../../public/_locales/en/messages.json';

type Messages = typeof english;

/** The name of a message in `public/_locales`, of which the English file has all. */
export type MessageKey = keyof Messages;

type PlaceholderOf<Key extends MessageKey> = Key extends MessageKey
  ? Messages[Key] extends { placeholders: infer Placeholders }
    ? keyof Placeholders & string
    : never
  : never;

/** A message that is said as it is. */
export type PlainKey = {
  [Key in MessageKey]: PlaceholderOf<Key> extends never ? Key : never;
}[MessageKey];

/** A message with placeholders. */
export type FilledKey = Exclude<MessageKey, PlainKey>;

/** What stands in for each placeholder of a message. */
export type ValuesOf<Key extends FilledKey, Value> = Record<PlaceholderOf<Key>, Value>;

/** The stem of messages that depend on a number, such as `devices` for `devices_one` and `devices_other`. */
type CountedStem = FilledKey extends infer Key
  ? Key extends `${infer S}_other`
    ? S
    : never
  : never;

// #region feature: languages
/** The messages of one language, in the form of its file. */
export type MessagesFile = Record<string, { message: string }>;

let loaded: MessagesFile | null = null;

/** Has `t` say these from now on, or again what Chrome has for its own language: `null`. */
export function setMessages(messages: MessagesFile | null): void {
  loaded = messages;
}
// #endregion feature: languages

/**
 * What a message says in the language of the page: Chrome's, or else the one a person chose. Numbers are
 * written as that language does.
 *
 * Chrome knows placeholders by their number and not by their name, so those of a message are numbered in
 * the alphabetical order of their names; `src/build/repository/locales.test.ts` holds the files to it.
 */
export function t(key: PlainKey): string;
export function t<Key extends FilledKey>(key: Key, values: ValuesOf<Key, string | number>): string;
export function t(key: string, values: Record<string, string | number> = {}): string {
  const texts = Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => [name, typeof value === 'number' ? formatted(value) : value] as const);
  // #region feature: languages
  const message = loaded?.[key]?.message;
  if (message !== undefined) {
    const byName = new Map(texts);
    return message.replace(/\$(\w+)\$/g, (_, name: string) => byName.get(name.toLowerCase()) ?? '');
  }
  // #endregion feature: languages
  return chrome.i18n.getMessage(
    key,
    texts.map(([, text]) => text),
  );
}

/** The message for `count` things, in the form that the language has for so many; `$COUNT$` in it is the number. */
export function tCount(stem: CountedStem, count: number): string {
  const form = new Intl.PluralRules(t('languageTag')).select(count);
  // A form that English has not is in the files of the languages that have it.
  return t(`${stem}_${form}` as `${typeof stem}_other`, { count });
}

/**
 * The locale for dates and numbers, as `Intl` takes it: Chrome's own where it is of the language in use,
 * for it knows the region too.
 */
export function formatLocale(): string {
  const language = t('languageTag');
  const own = new Intl.DateTimeFormat().resolvedOptions().locale;
  return own.split('-')[0] === language ? own : language;
}

function formatted(value: number): string {
  return value.toLocaleString(formatLocale());
}
