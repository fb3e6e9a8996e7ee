import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fillTemplate } from './welcome';

describe('the page', () => {
  it('names files that there are', async () => {
    const page = await readFile(new URL('./welcome.html', import.meta.url), 'utf8');
    const files = [...page.matchAll(/<code class="file">([^<]*)<\/code>/g)].map(([, file]) => file);
    const root = new URL('../../../', import.meta.url);
    expect(files).not.toEqual([]);
    expect(files.filter((file) => !existsSync(new URL(file ?? '', root)))).toEqual([]);
  });
});

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
