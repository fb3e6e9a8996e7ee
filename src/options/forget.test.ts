import { expect, it } from 'vitest';
import { forgetDevice } from './forget';

it('takes back what was given, then empties every storage', async () => {
  const done: string[] = [];
  const note = (what: string) => async () => void done.push(what);
  const area = (name: string) => ({ clear: note(`${name} cleared`) });
  const api = { storage: { local: area('local'), session: area('session') } };
  const pages = {
    setItem: () => void done.push('pages told'),
    clear: () => void done.push('pages cleared'),
  };
  await forgetDevice(api as never, note('taken back'), pages, (_name, _options, task) => task());
  expect(done).toEqual([
    'taken back',
    'local cleared',
    'session cleared',
    'pages told',
    'pages cleared',
  ]);
});
