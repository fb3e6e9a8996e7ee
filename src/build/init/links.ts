import { posix } from 'node:path';

/**
 * A Markdown text whose links to what is gone are the words they were on.
 *
 * @param path of the text, from the root, which its links are relative to.
 * @param isGone whether the file or folder of that path, from the root, is taken out.
 */
export function withoutDeadLinks(
  text: string,
  path: string,
  isGone: (path: string) => boolean,
): string {
  return text.replace(/(?<!!)\[([^\][]+)\]\(([^)\s#]+)(?:#[^)\s]*)?\)/g, (link, words, target) =>
    !/^[a-z]+:/.test(target) && isGone(posix.join(posix.dirname(path), target)) ? words : link,
  );
}
