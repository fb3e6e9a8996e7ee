import { describe, expect, it } from 'vitest';
import { withoutRegions } from './regions';

// Put together, lest `npm run init` takes this file's own text for marks.
const start = (feature: string) => `#region ${'feature'}: ${feature}`;
const end = (feature: string) => `#endregion ${'feature'}: ${feature}`;

describe('withoutRegions', () => {
  it('takes out each marked part, its marks with it, in any kind of comment', () => {
    const text = `a\n  // ${start('demo')}\n  b\n  // ${end('demo')}\nc\n{/* ${start('demo')} */}\nd\n{/* ${end('demo')} */}\n`;
    expect(withoutRegions(text, 'demo', 'a.ts')).toBe('a\nc\n');
  });

  it('takes out each marked line of a table or a paragraph', () => {
    const line = `<!-- ${'feature'}: demo -->`;
    const text = `| a |\n| b ${line} |\n\nc\nd. ${line}\ne\n`;
    expect(withoutRegions(text, 'demo', 'a.md')).toBe('| a |\n\nc\ne\n');
  });

  it('leaves alone what is another feature’s, or has a longer name', () => {
    const text = `// ${start('sites')}\na\n// ${end('sites')}\n// ${start('demo-tab')}\nb\n// ${end('demo-tab')}`;
    expect(withoutRegions(text, 'demo', 'a.ts')).toBe(text);
  });

  it('refuses half a mark', () => {
    expect(() => withoutRegions(`// ${start('demo')}\na`, 'demo', 'a.ts')).toThrow(/has no end/);
    expect(() => withoutRegions(`a\n// ${end('demo')}`, 'demo', 'a.ts')).toThrow(/nothing began/);
  });
});
