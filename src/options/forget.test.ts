import { expect, it } from 'vitest';
import { UPDATE_READY_KEY } from '../config/update-ready';
import { forgetDevice } from './forget';

it('takes back what was given, then empties every storage but for the update that waits', async () => {
  const done: string[] = [];
  const note = (what: string) => async () => void done.push(what);
  const area = (name: string) => ({ clear: note(`${name} cleared`) });
  const session = {
    ...area('session'),
    get: async () => ({ [UPDATE_READY_KEY]: '1.0.1' }),
    set: async (items: object) => void done.push(`session keeps ${Object.keys(items)}`),
  };
  const api = { storage: { local: area('local'), session } };
  const pages = {
    setItem: () => void done.push('pages told'),
    clear: () => void done.push('pages cleared'),
  };
  // Chrome's areas have overloads and methods that nothing here calls.
  await forgetDevice(api as never, note('taken back'), pages, (_name, _options, task) => task());
  expect(done).toEqual([
    'taken back',
    'local cleared',
    'session cleared',
    `session keeps ${UPDATE_READY_KEY}`,
    'pages told',
    'pages cleared',
  ]);
});
