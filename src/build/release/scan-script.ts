import { parseAst } from 'vite';
import type { Finding } from './finding';

/** A place in a script that could bring in or make code, whether or not it ever runs. */
export interface Occurrence {
  rule: Extract<
    Finding['rule'],
    'remote-import' | 'script-element' | 'eval' | 'worker' | 'loader-url'
  >;
  /** The code there and a little before, on one line. */
  excerpt: string;
}

/** A node of the syntax tree, as much of it as is looked at. https://github.com/estree/estree */
interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/** Stands for the parts of a text that are computed: a name, as far as a URL is concerned. */
const ANYTHING = 'x';

const BEFORE = 90;
const AFTER = 90;

/** A URL of a script or of WebAssembly, with a host; or text that is itself a script. */
const LOADS_CODE =
  /(?:^|["'(=\s])(?:https?:|wss?:)?\/\/[^\s"'`<>]+\.(?:[cm]?js|wasm)\b|javascript:|data:(?:text|application)\/(?:java|ecma)script|<script/i;

/** Libraries that a page loads from their maker's server, whose URL ends in no `.js`. */
const LOADERS =
  /\/\/(?:challenges\.cloudflare\.com|js\.stripe\.com|accounts\.google\.com\/gsi|www\.googletagmanager\.com|unpkg\.com|esm\.sh|cdn\.jsdelivr\.net|cdnjs\.cloudflare\.com)/i;

/**
 * Every place in `code` that could load or make code: by syntax, so neither minification nor a
 * comment matters. Code that hides what it does (a name put together at run time) is not seen; the
 * manifest's policy (`script-src 'self'`) is what stops it.
 *
 * @throws {SyntaxError} when `code` is not JavaScript.
 */
export function scanScript(code: string): Occurrence[] {
  const found: Occurrence[] = [];
  visit(parseAst(code) as unknown as Node, (node) => {
    const rule = ruleOf(node);
    if (!rule) return;
    const from = Math.max(0, node.start - BEFORE);
    const excerpt = code.slice(from, Math.min(node.end, node.start + AFTER));
    found.push({ rule, excerpt: excerpt.replace(/\s+/g, ' ') });
  });
  return found;
}

function ruleOf(node: Node): Occurrence['rule'] | null {
  switch (node.type) {
    case 'ImportExpression':
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration': {
      const source = node.source as Node | null;
      return !source || isRelative(textOf(source)) ? null : 'remote-import';
    }
    case 'CallExpression':
    case 'NewExpression':
      return ruleOfCall(node);
    case 'Literal':
    case 'TemplateLiteral': {
      const text = textOf(node, ANYTHING) ?? '';
      return LOADS_CODE.test(text) || LOADERS.test(text) ? 'loader-url' : null;
    }
    default:
      return null;
  }
}

function ruleOfCall(node: Node): Occurrence['rule'] | null {
  const callee = node.callee as Node;
  const name = nameOf(callee);
  const [first] = node.arguments as Node[];
  const text = first ? textOf(first) : null;
  if (/^createElement(NS)?$/.test(name)) {
    const tags = (node.arguments as Node[]).map((argument) => textOf(argument));
    return tags.some((tag) => tag?.toLowerCase() === 'script') ? 'script-element' : null;
  }
  if (/^(eval|execScript|Function|(Async|Generator|AsyncGenerator)Function)$/.test(name)) {
    return 'eval';
  }
  // `(() => {}).constructor.constructor('code')` is `Function` by another name.
  if (name === 'constructor' && nameOf(callee.object as Node) === 'constructor') return 'eval';
  if (/^set(Timeout|Interval|Immediate)$/.test(name) && text !== null) return 'eval';
  if (/^(importScripts|Worker|SharedWorker)$/.test(name)) return 'worker';
  if (name === 'register' && nameOf(callee.object as Node) === 'serviceWorker') return 'worker';
  return null;
}

/** `f` of `f()`, `x.f()`, `x['f']()` and `(0, x.f)()`; otherwise nothing. */
function nameOf(node: Node | undefined): string {
  if (node?.type === 'Identifier') return String(node.name);
  if (node?.type === 'ParenthesizedExpression') return nameOf(node.expression as Node);
  if (node?.type === 'SequenceExpression') return nameOf((node.expressions as Node[]).at(-1));
  if (node?.type === 'ChainExpression') return nameOf(node.expression as Node);
  if (node?.type !== 'MemberExpression') return '';
  const property = node.property as Node;
  return node.computed ? (textOf(property) ?? '') : nameOf(property);
}

/**
 * The text of a string or a template.
 *
 * @param gap what stands for the computed parts; without it, a template that has any is no text.
 */
function textOf(node: Node, gap?: string): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node.type !== 'TemplateLiteral') return null;
  const pieces = (node.quasis as { value: { cooked: string | null; raw: string } }[]).map(
    ({ value }) => value.cooked ?? value.raw,
  );
  return pieces.length > 1 && gap === undefined ? null : pieces.join(gap);
}

function isRelative(source: string | null): boolean {
  return source !== null && /^\.{1,2}\//.test(source);
}

function visit(node: unknown, see: (node: Node) => void): void {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, see);
  } else if (typeof node === 'object' && node !== null) {
    if ('type' in node && typeof node.type === 'string') see(node as Node);
    for (const value of Object.values(node)) visit(value, see);
  }
}
