import { expect, it } from 'vitest';
import { withoutDeadLinks, withoutGoneFiles } from './links';

const isGone = (path: string) => path === 'docs/sites.md';

it.each([
  ['docs/a.md', 'see [sites](sites.md), and [b](b.md)', 'see sites, and [b](b.md)'],
  ['README.md', '[a `b`](docs/sites.md#part) c', 'a `b` c'],
  ['docs/more/a.md', '[sites](../sites.md)', 'sites'],
  ['docs/a.md', '[its own](#sites.md)', '[its own](#sites.md)'],
  [
    'docs/a.md',
    '[web](https://example.com/docs/sites.md)',
    '[web](https://example.com/docs/sites.md)',
  ],
  ['docs/a.md', '[sites](docs/sites.md)', '[sites](docs/sites.md)'],
])('in %s %j becomes %j', (path, text, left) => {
  expect(withoutDeadLinks(text, path, isGone)).toBe(left);
});

it.each([
  ['| `docs/sites.md` | sites |', ''],
  ['| sites | `docs/a.md`, `docs/sites.md` |', '| sites | `docs/a.md` |\n'],
  ['| sites | `docs/sites.md` | also |', ''],
  ['| sites | see `docs/sites.md` |', '| sites | see `docs/sites.md` |\n'],
  ['| `a | b` | `docs/sites.md`, `docs/a.md` |', '| `a | b` | `docs/a.md` |\n'],
])('of the table row %j leaves %j', (row, left) => {
  expect(withoutGoneFiles(`${row}\n| --- | --- |\n`, isGone)).toBe(`${left}| --- | --- |\n`);
});
