import { expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { isOldNode } from './node-version.js';

it.each([
  ['20.19.0', false],
  ['20.20.1', false],
  ['22.0.0', false],
  ['20.18.3', true],
  ['20.9.0', true],
  ['18.20.8', true],
  ['9.11.2', true],
])('Node %s is too old for >=20.19: %s', (version, isOld) => {
  expect(isOldNode(version, '>=20.19')).toBe(isOld);
});

it('understands what package.json asks for', () => {
  expect(packageJson.engines.node).toMatch(/^>=\d+\.\d+(\.\d+)?$/);
  expect(isOldNode(process.versions.node, packageJson.engines.node)).toBe(false);
});
