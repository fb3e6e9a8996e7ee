import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What a picture is drawn with, and no more: nothing that runs, moves, links or brings in another file. */
const ELEMENTS = new Set(
  'svg g path rect circle ellipse line polyline polygon defs linearGradient radialGradient stop clipPath mask symbol use title desc'.split(
    ' ',
  ),
);

/** The text of an icon's file. A path is relative to where npm was called. */
export function readIcon(path: string): string {
  return readFileSync(resolve(process.env.INIT_CWD ?? '', path), 'utf8');
}

/**
 * Says why a file will not do as icon and mark, which pages show and `npm run icons` draws: it has to be a
 * plain, square SVG. `undefined` for one that will do.
 */
export function iconFault(path: string): string | undefined {
  let text: string;
  try {
    text = readIcon(path);
  } catch {
    return `There is no file ${path} to be read.`;
  }
  return svgFault(text);
}

/** Says why a text is no plain, square SVG; `undefined` for one that is. */
export function svgFault(text: string): string | undefined {
  const markup = text.replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, '').replaceAll(/<!--.*?-->/gs, '');
  if (!/^\s*<svg[\s>]/.test(markup)) return 'An icon is an SVG, which begins with <svg.';
  // An entity could spell anything, and a document type define more of them.
  if (/<[!?]/.test(markup)) return 'An icon has no document type and no instructions.';
  for (const [, name = '', rest = ''] of markup.matchAll(
    /<([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*)>/g,
  )) {
    if (!ELEMENTS.has(name)) return `An icon is shapes and colours alone, and this has <${name}>.`;
    for (const [, attribute = '', quoted = ''] of rest.matchAll(
      /([^\s=]+)\s*=\s*("[^"]*"|'[^']*')/g,
    )) {
      const value = quoted.slice(1, -1);
      if (/^on/i.test(attribute)) return `An icon runs no script, and this has ${attribute}.`;
      if (refersElsewhere(attribute, value))
        return `An icon refers to nothing outside itself, and this does, by ${attribute}.`;
    }
  }
  return isSquare(markup) ? undefined : 'An icon is square: its viewBox is as wide as it is high.';
}

function refersElsewhere(attribute: string, value: string): boolean {
  if (/^xml:base$/i.test(attribute) || value.includes('&')) return true;
  if (/(^|:)href$/i.test(attribute)) return !value.startsWith('#');
  return /(?:url\(\s*(?!#)|@import|image-set)/i.test(value);
}

function isSquare(markup: string): boolean {
  const [root = ''] = /<svg[^>]*>/.exec(markup) ?? [];
  const box = /\sviewBox=["']\s*([^"']+?)\s*["']/.exec(root)?.[1]?.split(/[\s,]+/);
  const side = (name: string) => new RegExp(`\\s${name}=["']([\\d.]+)(?:px)?["']`).exec(root)?.[1];
  const [width, height] = box ? box.slice(2) : [side('width'), side('height')];
  return width !== undefined && Number(width) > 0 && Number(width) === Number(height);
}
