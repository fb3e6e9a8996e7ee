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

/**
 * A Markdown text whose tables list no files and folders that are gone, and have no rows about them alone. Such a
 * list is a cell of paths: `` `src/a`, `src/b` ``.
 */
export function withoutGoneFiles(text: string, isGone: (path: string) => boolean): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const cells = line.startsWith('| ') ? line.split(' | ') : [];
      const left = cells.map((cell) => {
        const [, start, paths, end] =
          /^((?:\| )?)(`[^`]+`(?:, `[^`]+`)*)((?: \|)?)$/.exec(cell) ?? [];
        if (paths === undefined) return cell;
        const kept = paths.split(', ').filter((path) => !isGone(path.slice(1, -1)));
        return kept.length > 0 ? `${start}${kept.join(', ')}${end}` : null;
      });
      if (left.includes(null)) return [];
      return [cells.length > 0 ? left.join(' | ') : line];
    })
    .join('\n');
}
