import { describe, expect, it } from 'vitest';
import { fillTemplate } from './welcome';

describe('fillTemplate', () => {
  it('fills every place a name is used', () => {
    expect(
      fillTemplate(
        '{{a}}-{{b}}-{{a}}',
        new Map([
          ['a', '1'],
          ['b', '2'],
        ]),
      ),
    ).toBe('1-2-1');
  });

  it('escapes what HTML would read as markup', () => {
    expect(fillTemplate('{{a}}', new Map([['a', `<&"'>`]]))).toBe('&#60;&#38;&#34;&#39;&#62;');
  });

  it('does not fill what a value brings along', () => {
    expect(
      fillTemplate(
        '{{a}}',
        new Map([
          ['a', '{{b}}'],
          ['b', 'x'],
        ]),
      ),
    ).toBe('{{b}}');
  });

  it('refuses a name without a value', () => {
    expect(() => fillTemplate('{{nobody}}', new Map())).toThrow(/\{\{nobody\}\}/);
  });
});
