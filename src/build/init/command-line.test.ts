import { expect, it } from 'vitest';
import { commandLine } from './command-line';

it('says the same again, quoted for a shell, and no key', () => {
  expect(commandLine({ ownKey: false, without: [] })).toBe('npm run init -- --yes');
  const line = commandLine({
    name: "O'Brien's Notes",
    shortName: 'Notes',
    colour: '#0f766e',
    publishableKey: 'pk_test_1',
    ownKey: true,
    without: ['demo', 'sites'],
  });
  expect(line).toBe(
    "npm run init -- --name 'O'\\''Brien'\\''s Notes' --short-name Notes --colour '#0f766e' --own-key --no-demo --no-sites --yes",
  );
});
