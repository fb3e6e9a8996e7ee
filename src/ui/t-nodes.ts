import { createElement, Fragment, type ReactNode } from 'react';
import { type FilledKey, t, type ValuesOf } from '../i18n/t';

/** Stands for a node while the message is text. A character that Unicode leaves to us, which no text has. */
const MARK = '\uE000';

/** What a message says, with elements in the place of its placeholders, such as a link or a name in bold. */
export function tNodes<Key extends FilledKey>(
  key: Key,
  nodes: ValuesOf<Key, ReactNode>,
): ReactNode {
  const named = nodes as Record<string, ReactNode>;
  const marked = Object.fromEntries(
    Object.keys(named).map((name) => [name, `${MARK}${name}${MARK}`]),
  );
  const parts = t(key, marked as ValuesOf<Key, string>).split(MARK);
  // Every second part is the name of a placeholder.
  return createElement(
    Fragment,
    null,
    ...parts.map((part, place) => (place % 2 === 1 ? named[part] : part)),
  );
}
