import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../command/build-extension';

// No words in the sources of pages but by `t`, and no left or right in their styles.

const PAGES = ['content', 'demo', 'options', 'popup', 'sidepanel', 'ui', 'welcome'];

/** What developers alone read stays English. */
const FOR_DEVELOPERS = ['ui/developer-remedy.tsx', 'ui/remedies.ts'];

const files = (pattern: RegExp) =>
  readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => PAGES.includes(path.split('/')[0] ?? '') && pattern.test(path))
    .filter((path) => !/\.test(-d)?\./.test(path) && !FOR_DEVELOPERS.includes(path));

const read = (path: string) => readFileSync(join(ROOT, 'src', path), 'utf8');

/** Attributes and properties whose text people see or hear. */
const SEEN =
  /^(?:aria-?(?:label|description|roledescription|valuetext)|alt|title|placeholder|label|hint|note|advice|detail|textContent|innerText)$/i;

type Node = { type: string } & Record<string, unknown>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

const nodesIn = (value: unknown): Node[] =>
  Array.isArray(value) ? value.flatMap(nodesIn) : isNode(value) ? [value] : [];

/** The values of the file's constants, by their names. */
type Constants = Map<string, unknown>;

/** The texts that an expression may be, as far as they are in it or in a constant of the same file. */
function textsOf(node: unknown, constants: Constants): string[] {
  if (!isNode(node)) return [];
  const textsIn = (inner: unknown) => textsOf(inner, constants);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral':
      return nodesIn(node.quasis).map(({ value }) => (value as { raw: string }).raw);
    case 'ConditionalExpression':
      return [...textsIn(node.consequent), ...textsIn(node.alternate)];
    case 'LogicalExpression':
      return [...textsIn(node.left), ...textsIn(node.right)];
    case 'JSXExpressionContainer':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return textsIn(node.expression);
    case 'Identifier': {
      // Each name once: one in an inner scope may be made from its namesake.
      const others = new Map(constants);
      others.delete(nameOf(node));
      return textsOf(constants.get(nameOf(node)), others);
    }
    case 'MemberExpression':
      return textsIn(node.object);
    case 'ObjectExpression':
      return nodesIn(node.properties).flatMap(({ value }) => textsIn(value));
    case 'JSXText':
      return [String(node.value)];
    default:
      return [];
  }
}

const nameOf = (node: unknown) => (isNode(node) ? String(node.name ?? node.value ?? '') : '');

/** The words in a source that no message says. */
function wordsIn(code: string, lang: 'ts' | 'tsx' = 'tsx'): string[] {
  const found: string[] = [];
  const constants: Constants = new Map();
  const textsIn = (node: unknown) => textsOf(node, constants);
  const visit = (node: Node) => {
    if (node.type === 'VariableDeclarator') constants.set(nameOf(node.id), node.init);
    if (
      node.type === 'AssignmentExpression' &&
      isNode(node.left) &&
      SEEN.test(nameOf(node.left.property))
    )
      found.push(...textsIn(node.right));
    if (node.type === 'JSXElement') {
      // Code is the same in every language.
      const opening = node.openingElement as Node;
      if (!/^(?:code|kbd)$/.test(nameOf(opening.name)))
        found.push(...nodesIn(node.children).flatMap(textsIn));
    }
    if (node.type === 'JSXFragment') found.push(...nodesIn(node.children).flatMap(textsIn));
    if (node.type === 'JSXAttribute' && SEEN.test(nameOf(node.name)))
      found.push(...textsIn(node.value));
    // The name of a message has no space; a type's literal is no expression.
    if (node.type === 'Property' && SEEN.test(nameOf(node.key))) found.push(...textsIn(node.value));
    for (const child of Object.values(node).flatMap(nodesIn)) visit(child);
  };
  for (const statement of nodesIn(parseAst(code, { lang }).body)) visit(statement);
  // What has a brace is a style sheet.
  return found.filter((text) => /^[^{]*\p{L}[^{]*$/u.test(text)).map((text) => text.trim());
}

describe('words', () => {
  it('are found', () => {
    expect(
      wordsIn(`
        const a = <p title="one" className="not this">two {b ? 'three' : \`four \${c}\`}{t('not')}</p>;
        const d = <><Card label={e && 'five'} />six<code>not this</code></>;
        const f = { title: 'seven', action: 'not-this' };
        const EIGHT = 'eight';
        const NINE = { ten: 'nine' } as const;
        const g = <p>{EIGHT}{NINE[h] ?? t(EIGHT)}</p>;
        badge.textContent = 'ten';`),
    ).toEqual(['two', 'three', 'four', 'one', 'six', 'five', 'seven', 'eight', 'nine', 'ten']);
  });

  it.each(files(/\.tsx?$/))('of %s are in public/_locales', (path) => {
    expect(wordsIn(read(path), path.endsWith('x') ? 'tsx' : 'ts')).toEqual([]);
  });
});

describe('sides', () => {
  const PHYSICAL =
    /(?:^|[\s;{])(?:(?:margin|padding|border|inset)-)?(?:left|right)(?:-[\w-]+)?\s*:|(?:text-align|float)\s*:\s*(?:left|right)/gm;
  const VALUE = String.raw`((?:[^;()\s]|\([^;]*?\))+)`;
  const FOUR_VALUES = new RegExp(
    `(?:margin|padding):[ ]+${VALUE}[ ]+${VALUE}[ ]+${VALUE}[ ]+${VALUE};`,
    'g',
  );

  it.each(files(/\.css$/))('of %s turn with the direction of the text', (path) => {
    const css = read(path);
    const uneven = [...css.matchAll(FOUR_VALUES)].filter(([, , right, , left]) => right !== left);
    expect([...css.matchAll(PHYSICAL), ...uneven].map(([text]) => text.trim())).toEqual([]);
  });
});
