import { expect, it } from 'vitest';
import { originPattern } from '../site/granted-sites';
import { forgetDevice } from './forget';

const SITE = 'https://site.example';

function setUp() {
  const done: string[] = [];
  const note = (what: string) => async () => void done.push(what);
  const area = (name: string) => ({ clear: note(`${name} cleared`) });
  const api = {
    permissions: {
      remove: async ({ origins = [] }: chrome.permissions.Permissions) =>
        Boolean(done.push(`permission gone: ${origins}`)),
    },
    storage: { local: area('local'), session: area('session') },
  };
  const sites = {
    list: async () => [SITE],
    remove: async (origin: string) => void done.push(`site gone: ${origin}`),
  };
  const pages = {
    setItem: () => void done.push('pages told'),
    clear: () => void done.push('pages cleared'),
  };
  return { done, api, sites, pages };
}

it('takes each site and its permission, then empties every storage', async () => {
  const { done, api, sites, pages } = setUp();
  await forgetDevice(api as never, sites, pages, (_name, _options, task) => task());
  expect(done).toEqual([
    `site gone: ${SITE}`,
    `permission gone: ${originPattern(SITE)}`,
    'local cleared',
    'session cleared',
    'pages told',
    'pages cleared',
  ]);
});

it('is not kept from emptying the rest by a permission that Chrome does not take back', async () => {
  const { done, api, sites, pages } = setUp();
  api.permissions.remove = () => Promise.reject(new Error('required'));
  await forgetDevice(api as never, sites, pages, (_name, _options, task) => task());
  expect(done).toContain('local cleared');
});
