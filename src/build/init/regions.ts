/**
 * Takes out what is marked as a feature's: the lines from `#region feature: NAME` to
 * `#endregion feature: NAME`, in whatever kind of comment, the marks included.
 *
 * @param path names the text in errors.
 * @throws {Error} when a mark has no other half.
 */
export function withoutRegions(text: string, feature: string, path: string): string {
  const start = new RegExp(`#region feature: ${feature}(?![\\w-])`);
  const end = new RegExp(`#endregion feature: ${feature}(?![\\w-])`);
  const kept: string[] = [];
  let inside = false;
  for (const line of text.split('\n')) {
    const isMark = inside ? end.test(line) : start.test(line);
    if (!inside && end.test(line))
      throw new Error(`${path}: "${line.trim()}" ends what nothing began.`);
    if (!inside && !isMark) kept.push(line);
    if (isMark) inside = !inside;
  }
  if (inside) throw new Error(`${path}: "#region feature: ${feature}" has no end.`);
  return kept.join('\n');
}
