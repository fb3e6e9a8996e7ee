import { expect, it } from 'vitest';
import { auditDemo } from './audit-demo';

const DEMO = { path: 'src/demo/index.html', bytes: new Uint8Array() };
const POPUP = { path: 'src/popup/index.html', bytes: new Uint8Array() };

it('finds the demo tab, unless it was asked for', () => {
  expect(auditDemo([POPUP, DEMO], {})).toEqual([
    { rule: 'template', file: DEMO.path, what: expect.stringContaining('--demo') },
  ]);
  expect(auditDemo([POPUP], {})).toEqual([]);
  expect(auditDemo([POPUP, DEMO], { demo: true })).toEqual([]);
});
