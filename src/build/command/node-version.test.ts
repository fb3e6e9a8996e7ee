import { expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { describeRange, supportsNode } from './node-version.js';

it.each([
  ['20.19.0', '^20.19 || >=22.12', true],
  ['20.20.1', '^20.19 || >=22.12', true],
  ['22.12.0', '^20.19 || >=22.12', true],
  ['24.0.0', '^20.19 || >=22.12', true],
  ['22.11.0', '^20.19 || >=22.12', false],
  ['21.7.3', '^20.19 || >=22.12', false],
  ['20.18.3', '^20.19 || >=22.12', false],
  ['20.9.0', '^20.19 || >=22.12', false],
  ['18.20.8', '^20.19 || >=22.12', false],
  ['9.11.2', '^20.19 || >=22.12', false],
  ['20.19.0', '20 || >= 22', true],
  ['20.19.0', '>= 20.12.0', true],
  ['20.19.0', '>=0.6.x', true],
])('Node %s for %s: %s', (version, range, isSupported) => {
  expect(supportsNode(version, range)).toBe(isSupported);
});

it('understands what package.json asks for, and says it', () => {
  expect(supportsNode(process.versions.node, packageJson.engines.node)).toBe(true);
  expect(describeRange(packageJson.engines.node)).toMatch(/^[\d.]+, or [\d.]+ and newer$/);
});
