import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/build/command/user-error';
import { type Machine, thisMachine } from './machine';
import { planScreens } from './screens';

const machine = (overrides: Partial<Machine>): Machine => ({
  ...thisMachine(),
  platform: 'linux',
  isRoot: false,
  which: async () => '/usr/bin/Xvfb',
  ...overrides,
});
const desktop = machine({ env: { DISPLAY: ':0' } });
const server = machine({ env: {} });

describe('planScreens', () => {
  it('gives the user’s screen to one worker', async () => {
    expect(await planScreens(undefined, desktop)).toEqual({ workers: 1, env: {} });
    expect(await planScreens(1, desktop)).toEqual({ workers: 1, env: {} });
  });

  it('starts one worker a core where there is no screen', async () => {
    expect(await planScreens(undefined, server)).toMatchObject({ workers: availableParallelism() });
    expect(await planScreens(1, server)).toMatchObject({ workers: 1 });
  });

  it('leaves the user’s screen when told to run several', async () => {
    expect(await planScreens(3, desktop)).toEqual({
      workers: 3,
      env: { DISPLAY: '', WAYLAND_DISPLAY: '' },
    });
  });

  it.each(['darwin', 'win32'] as const)('refuses several on %s', async (platform) => {
    expect(await planScreens(undefined, machine({ platform }))).toEqual({ workers: 1, env: {} });
    await expect(planScreens(2, machine({ platform }))).rejects.toThrow(UserError);
  });

  it('says what to do where there is no Xvfb', async () => {
    const without = machine({ env: {}, which: async () => null });
    await expect(planScreens(2, without)).rejects.toThrow(/install Xvfb/);
  });
});
