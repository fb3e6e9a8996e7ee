import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { ROOT } from '../command/build-extension';
import { supportsNode } from '../command/node-version.js';

/** https://docs.npmjs.com/cli/configuring-npm/package-lock-json#packages */
interface LockedPackage {
  engines?: { node?: string };
  integrity?: string;
  resolved?: string;
  optional?: boolean;
  hasInstallScript?: boolean;
}

const lock: { packages: Record<string, LockedPackage> } = JSON.parse(
  readFileSync(join(ROOT, 'package-lock.json'), 'utf8'),
);
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

it('has fewer than 310 packages, besides the native parts of which a machine takes its own', () => {
  expect(packages.filter(([, { optional }]) => !optional).length).toBeLessThan(310);
});

it('pins every package by what is in it, and not by where it came from', () => {
  for (const [path, { integrity, resolved }] of packages) {
    expect(integrity, path).toMatch(/^sha512-/);
    expect(resolved, path).toBeUndefined();
  }
});

it('knows the packages that would run code while they are installed', () => {
  const scripted = packages.filter(([, { hasInstallScript }]) => hasInstallScript);
  // docs/supply-chain.md says what each would do. fsevents is for macOS, and comes built.
  expect(scripted.map(([path]) => path.replace(/^.*node_modules\//, ''))).toEqual(
    expect.arrayContaining(['browser-tabs-lock', 'core-js', 'esbuild']),
  );
  const known = ['browser-tabs-lock', 'core-js', 'esbuild', 'fsevents'];
  for (const [path] of scripted) expect(known).toContain(path.replace(/^.*node_modules\//, ''));
  expect(readFileSync(join(ROOT, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
});

it('asks for no older Node than the packages do', () => {
  const oldest = packageJson.engines.node.match(/\d+\.\d+/g) ?? [];
  expect(oldest).not.toEqual([]);
  for (const version of oldest) {
    const refusing = packages.filter(
      ([, { engines, optional }]) =>
        !optional && !supportsNode(`${version}.0`, engines?.node ?? '>=0'),
    );
    expect(
      refusing.map(([path]) => path),
      version,
    ).toEqual([]);
  }
});

it('takes exact versions of what the project asks for itself', () => {
  const asked = { ...packageJson.dependencies, ...packageJson.devDependencies };
  for (const [name, version] of Object.entries(asked)) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  }
});
