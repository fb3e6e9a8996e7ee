/**
 * Takes out what is marked as a feature's: the lines from `#region feature: NAME` to
 * `#endregion feature: NAME`, in whatever kind of comment, the marks included; and, for Markdown, whose
 * tables and paragraphs such comments would cut in two, each line that holds `<!-- feature: NAME -->`.
 *
 * @param path names the text in errors.
 * @throws {Error} when a mark has no other half.
 */
export function withoutRegions(text: string, feature: string, path: string): string {
  const start = new RegExp(`#region feature: ${feature}(?![\\w-])`);
  const end = new RegExp(`#endregion feature: ${feature}(?![\\w-])`);
  const line = new RegExp(`<!-- feature: ${feature} -->`);
  const kept: string[] = [];
  let inside = false;
  for (const one of text.split('\n')) {
    const isMark = inside ? end.test(one) : start.test(one);
    if (!inside && end.test(one))
      throw new Error(`${path}: "${one.trim()}" ends what nothing began.`);
    if (!inside && !isMark && !line.test(one)) kept.push(one);
    if (isMark) inside = !inside;
  }
  if (inside) throw new Error(`${path}: "#region feature: ${feature}" has no end.`);
  return kept.join('\n');
}
