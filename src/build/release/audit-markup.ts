import { type BuildFile, textOf } from './build-file';
import type { Finding } from './finding';

/** Attributes by which a page loads something. */
const LOADING_ATTRIBUTE = /\s(?:src|srcset|srcdoc|href|action|data)\s*=\s*(["']?)([^"'\s>]*)/gi;

/** The start of a `<script>` and, if it has any, its text. */
const SCRIPT = /<script\b[^>]*>\s*([^<\s]?)/gi;

const EVENT_HANDLER = /<[^>]*\son[a-z]+\s*=/i;

/** `url()` or `@import` of a style sheet. */
const STYLE_URL = /(?:url\(|@import)\s*["']?([^"')\s;]+)/gi;

/** What pages and style sheets load from elsewhere, and code that stands in a page. */
export function auditMarkup(files: readonly BuildFile[]): Finding[] {
  const findings: Finding[] = [];
  for (const file of files) {
    const find = (what: string) => findings.push({ rule: 'markup', file: file.path, what });
    if (/\.html?$/i.test(file.path)) {
      const html = textOf(file);
      for (const [, , url = ''] of html.matchAll(LOADING_ATTRIBUTE)) {
        if (isElsewhere(url)) find(`loads ${url}`);
      }
      for (const [, text] of html.matchAll(SCRIPT)) if (text) find('a script in the page itself');
      if (EVENT_HANDLER.test(html)) find('an event handler in an attribute');
      if (/<base\b|http-equiv\s*=\s*["']?refresh/i.test(html)) find('a base or a redirect');
    } else if (/\.(css|svg)$/i.test(file.path)) {
      const text = textOf(file);
      for (const [, url = ''] of text.matchAll(STYLE_URL)) {
        if (isElsewhere(url)) find(`loads ${url}`);
      }
      if (/\.svg$/i.test(file.path) && (/<script\b/i.test(text) || EVENT_HANDLER.test(text))) {
        find('a picture with a script');
      }
    }
  }
  return findings;
}

/** `data:` is not elsewhere, but nothing a page of ours loads by an attribute is one either. */
function isElsewhere(url: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(url) && !/^data:(?:image|font)\//i.test(url);
}
