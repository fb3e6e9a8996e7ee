import { describe, expect, it } from 'vitest';
import { findChromium, NoChromiumError } from './find-chromium';
import type { CommandResult, Machine } from './machine';

const PLAYWRIGHT = '/cache/chrome-linux64/chrome';
const DEBIAN = '/usr/bin/chromium';
const CHROMIUM_156 = 'Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)\n';
const FAILED: CommandResult = { code: 1, stdout: '', stderr: 'no network' };
const DONE: CommandResult = { code: 0, stdout: '', stderr: '' };

interface FakeFile {
  version?: string | CommandResult;
  head?: string;
  realpath?: string;
}

/** A computer of files and one answer per installer; `log` holds what was run, in order, and `said` what the user is told. */
function fakeMachine(
  files: Record<string, FakeFile>,
  options: Partial<Pick<Machine, 'platform' | 'env' | 'isRoot'>> & {
    onInstall?: (command: string, files: Record<string, FakeFile>) => CommandResult;
  } = {},
) {
  const log: string[] = [];
  const said: string[] = [];
  const machine: Machine = {
    platform: options.platform ?? 'linux',
    env: options.env ?? {},
    isRoot: options.isRoot ?? false,
    exists: (path) => path in files,
    which: async (program) =>
      Object.keys(files).find((path) => path.startsWith('/usr/') && path.endsWith(`/${program}`)) ??
      null,
    realpath: async (path) => files[path]?.realpath ?? path,
    head: async (path) => files[path]?.head ?? '\x7fELF',
    run: async (program, args) => {
      log.push([program, ...args].join(' '));
      const version = files[program]?.version ?? '';
      return typeof version === 'string' ? { code: 0, stdout: version, stderr: '' } : version;
    },
    runShown: async (program, args) => {
      const command = program === process.execPath ? args.slice(1) : [program, ...args];
      log.push(command.join(' '));
      return options.onInstall?.(command.join(' '), files) ?? FAILED;
    },
    say: (line) => said.push(line),
  };
  return { machine, log, said };
}

const find = (machine: Machine) => findChromium(machine, PLAYWRIGHT);

describe('findChromium', () => {
  it('takes CHROMIUM_PATH before everything else', async () => {
    const { machine } = fakeMachine(
      {
        '/opt/mine': { version: CHROMIUM_156 },
        [PLAYWRIGHT]: { version: CHROMIUM_156 },
        [DEBIAN]: { version: CHROMIUM_156 },
      },
      { env: { CHROMIUM_PATH: '/opt/mine' } },
    );
    expect((await find(machine)).executablePath).toBe('/opt/mine');
  });

  it('does not fall back when CHROMIUM_PATH is wrong', async () => {
    const { machine, log } = fakeMachine(
      { [DEBIAN]: { version: CHROMIUM_156 } },
      { env: { CHROMIUM_PATH: '/opt/gone' } },
    );
    await expect(find(machine)).rejects.toThrow(
      new NoChromiumError(
        'CHROMIUM_PATH is "/opt/gone", but it does not exist: point it at a Chromium or Chrome for Testing, or unset it.',
      ),
    );
    expect(log).toEqual([]);
  });

  it("takes Playwright's own before the system's", async () => {
    const { machine } = fakeMachine({
      [DEBIAN]: { version: CHROMIUM_156 },
      [PLAYWRIGHT]: { version: 'Google Chrome for Testing 159.0.8154.6 \n' },
    });
    expect(await find(machine)).toEqual({
      executablePath: PLAYWRIGHT,
      version: 'Google Chrome for Testing 159.0.8154.6',
    });
  });

  it("takes the system's when Playwright's is not on disk", async () => {
    const { machine, log } = fakeMachine({ [DEBIAN]: { version: CHROMIUM_156 } });
    expect((await find(machine)).executablePath).toBe(DEBIAN);
    expect(log).toEqual([`${DEBIAN} --version`]);
  });

  it("passes over Ubuntu's snap stub and installs one instead", async () => {
    const { machine, log } = fakeMachine(
      { '/usr/bin/chromium-browser': { head: '#!/bin/sh\nexec /snap/bin/chromium "$@"\n' } },
      {
        onInstall: (_command, files) => {
          files[PLAYWRIGHT] = { version: CHROMIUM_156 };
          return DONE;
        },
      },
    );
    expect((await find(machine)).executablePath).toBe(PLAYWRIGHT);
    expect(log).toEqual(['install chromium', `${PLAYWRIGHT} --version`]);
  });

  it('passes over a link into a snap', async () => {
    const { machine } = fakeMachine({ [DEBIAN]: { realpath: '/usr/bin/snap' } });
    await expect(find(machine)).rejects.toThrow(NoChromiumError);
  });

  it('installs the libraries a downloaded Chromium misses, as root', async () => {
    const broken = { code: 127, stdout: '', stderr: 'cannot open shared object file' };
    const { machine, log } = fakeMachine(
      { '/usr/bin/apt-get': {} },
      {
        isRoot: true,
        onInstall: (command, files) => {
          files[PLAYWRIGHT] = {
            version: command.startsWith('install-deps') ? CHROMIUM_156 : broken,
          };
          return DONE;
        },
      },
    );
    expect((await find(machine)).executablePath).toBe(PLAYWRIGHT);
    expect(log).toEqual([
      'install chromium',
      `${PLAYWRIGHT} --version`,
      'install-deps chromium',
      `${PLAYWRIGHT} --version`,
    ]);
  });

  it('turns to apt, as root, when the download fails', async () => {
    const { machine, log } = fakeMachine(
      { '/usr/bin/apt-get': {} },
      {
        isRoot: true,
        onInstall: (command, files) => {
          if (!command.startsWith('apt-get')) return FAILED;
          if (command.includes('chromium')) files[DEBIAN] = { version: CHROMIUM_156 };
          return DONE;
        },
      },
    );
    expect((await find(machine)).executablePath).toBe(DEBIAN);
    expect(log).toEqual([
      'install chromium',
      'apt-get update',
      'apt-get install -y --no-install-recommends chromium fonts-liberation',
      `${DEBIAN} --version`,
    ]);
  });

  it('says in a line why the download failed, of all that Playwright says', async () => {
    const { machine, said } = fakeMachine(
      {},
      {
        onInstall: () => ({
          code: 1,
          stdout:
            'Failed to install browsers\nError: Failed to download Chrome, caused by\n    at child',
          stderr: 'Error: connect ECONNREFUSED 127.0.0.1:9\n    at TCPConnectWrap\n',
        }),
      },
    );
    await expect(find(machine)).rejects.toThrow(NoChromiumError);
    expect(said).toEqual([
      'No Chromium found: downloading one (playwright install chromium).',
      'The download failed: connect ECONNREFUSED 127.0.0.1:9.',
    ]);
  });

  it.each([
    { name: 'no root', isRoot: false, platform: 'linux' as const },
    { name: 'no Linux', isRoot: true, platform: 'darwin' as const },
  ])('never runs apt with $name, and says what to do', async ({ isRoot, platform }) => {
    const { machine, log } = fakeMachine({ '/usr/bin/apt-get': {} }, { isRoot, platform });
    await expect(find(machine)).rejects.toThrow(
      /run `npx playwright install .*chromium`.*CHROMIUM_PATH/,
    );
    expect(log).toEqual(['install chromium']);
  });

  it('knows where Chromium lives on macOS', async () => {
    const path = '/Applications/Chromium.app/Contents/MacOS/Chromium';
    const { machine } = fakeMachine({ [path]: { version: CHROMIUM_156 } }, { platform: 'darwin' });
    expect((await find(machine)).executablePath).toBe(path);
  });

  it('never runs chrome.exe, which would open a window', async () => {
    const { machine, log } = fakeMachine(
      { [PLAYWRIGHT]: { version: CHROMIUM_156 } },
      { platform: 'win32' },
    );
    expect(await find(machine)).toEqual({ executablePath: PLAYWRIGHT, version: 'unknown' });
    expect(log).toEqual([]);
  });
});
