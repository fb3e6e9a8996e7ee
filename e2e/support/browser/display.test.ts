import { describe, expect, it } from 'vitest';
import { ensureDisplay, NoDisplayError } from './display';
import type { Machine } from './machine';

function fakeMachine(overrides: Partial<Machine>): { machine: Machine; commands: string[] } {
  const commands: string[] = [];
  const run = async (program: string, args: readonly string[]) => {
    commands.push([program, ...args].join(' '));
    return { code: 1, stdout: '', stderr: '' };
  };
  const machine: Machine = {
    platform: 'linux',
    env: {},
    isRoot: false,
    exists: () => false,
    which: async () => null,
    realpath: async (path) => path,
    head: async () => '',
    run,
    runShown: run,
    say: () => {},
    ...overrides,
  };
  return { machine, commands };
}

describe('ensureDisplay', () => {
  it.each<[string, Partial<Machine>]>([
    ['X', { env: { DISPLAY: ':7' } }],
    ['Wayland', { env: { WAYLAND_DISPLAY: 'wayland-0' } }],
    ['macOS', { platform: 'darwin' }],
    ['Windows', { platform: 'win32' }],
  ])("uses the user's own screen on %s", async (_name, overrides) => {
    const { machine, commands } = fakeMachine(overrides);
    const display = await ensureDisplay(machine);
    expect(display).toMatchObject({ env: {}, virtual: false });
    await display.stop();
    expect(commands).toEqual([]);
  });

  it('says what to do when there is no Xvfb and no right to install it', async () => {
    const { machine, commands } = fakeMachine({});
    await expect(ensureDisplay(machine)).rejects.toThrow(NoDisplayError);
    await expect(ensureDisplay(machine)).rejects.toThrow(/sudo apt-get install xvfb/);
    expect(commands).toEqual([]);
  });

  it('installs Xvfb as root, and says what to do when that fails', async () => {
    const { machine, commands } = fakeMachine({
      isRoot: true,
      which: async (program) => (program === 'apt-get' ? '/usr/bin/apt-get' : null),
    });
    await expect(ensureDisplay(machine)).rejects.toThrow(NoDisplayError);
    expect(commands).toEqual(['apt-get update']);
  });
});
