/**
 * The UTF-8 text that base64 stands for, in its own alphabet or the one for URLs, padded or not;
 * `null` when it stands for none.
 */
export function decodeBase64Url(text: string): string | null {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
