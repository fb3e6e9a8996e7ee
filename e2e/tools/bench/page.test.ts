import { expect, it } from 'vitest';
import { withSection } from './page';

const PAGE = '# Title\n\nWords.\n\n## One\n\nold\n\n## Two\n\n### Within\n\nold\n';

it('puts a section in the place of the one of its heading', () => {
  expect(withSection(PAGE, '## One\n\nnew\n')).toBe(PAGE.replace('old', 'new'));
  const last = withSection(PAGE, '## Two\n\nnew\n');
  expect(last).toBe('# Title\n\nWords.\n\n## One\n\nold\n\n## Two\n\nnew\n');
});

it('changes nothing of a page that says the same already', () => {
  expect(withSection(PAGE, '## One\n\nold\n')).toBe(PAGE);
});

it('refuses a section that the page has no place for', () => {
  expect(() => withSection(PAGE, '## Three\n\nnew\n')).toThrow('no section "## Three"');
});
