import { once } from 'node:events';
import { readdir, symlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { listen } from '../../servers/embedded-clerk/listen';
import { type RunningCommand, runUntilReady } from '../../support/commands/running-command';
import { createWorkFolder } from '../../support/fixtures/builds';
import { stillRunning } from '../../support/fixtures/processes';

// What goes wrong around a command: it says so in a sentence, and leaves nothing.

const commandFile = (name: string) => `e2e/tools/${name}/run.ts`;

const WITH_BROWSER = [
  'demo',
  'dev',
  'e2e',
  // #region feature: demo
  'screenshots',
  // #endregion feature: demo
];

/** What a command says that ends by itself, and leaves nothing. */
async function expectRefusal(name: string, env: NodeJS.ProcessEnv, sentence: RegExp) {
  const error: unknown = await runUntilReady([commandFile(name)], { env }).catch((cause) => cause);
  expect(String(error)).toMatch(/^Error: It ended with 1, said this, and left 0 files:/);
  expect(String(error)).toMatch(sentence);
  expect(String(error)).not.toMatch(/^ +at /m);
}

/** Presses Ctrl-C, and sees the command end and leave nothing. */
async function expectStopped(command: RunningCommand, presses: number) {
  const exit = once(command.process, 'exit');
  command.interrupt();
  if (presses === 2) {
    // Two that the system does not take for one.
    await delay(100);
    command.interrupt();
  }
  const [code, signal] = await exit;
  // Stopping what is only there to be stopped is no failure. The second may come when all is closed, and
  // Node takes no more signals.
  expect([0, 130, 'SIGINT']).toContain(code ?? signal);
  await expect.poll(() => stillRunning(command.family)).toEqual([]);
  expect(await readdir(command.temporary)).toEqual([]);
  expect(command.output()).not.toMatch(/^ +at /m);
}

for (const name of WITH_BROWSER) {
  test(`npm run ${name} without a browser, and without a display`, { tag: '@matrix' }, async () => {
    await expectRefusal(
      name,
      { CHROMIUM_PATH: '/nonexistent' },
      /CHROMIUM_PATH is "\/nonexistent", but it does not exist: point it at/,
    );
    test.skip(process.platform !== 'linux', 'Only Linux has browsers without a display.');
    const path = await createWorkFolder('path');
    // Neither Xvfb nor what could install it.
    await symlink(process.execPath, join(path, 'node'));
    await expectRefusal(
      name,
      { PATH: path, DISPLAY: undefined, WAYLAND_DISPLAY: undefined },
      /needs a display and there is none: run this from a desktop session, or install Xvfb/,
    );
  });
}

test('a Chromium that has to be downloaded, stopped in the midst of it, and without a network', {
  tag: '@matrix',
}, async () => {
  // It has as much as a first part to give.
  const host = createServer((_request, response) => {
    response.writeHead(200, { 'content-length': 100_000_000 });
    response.write(Buffer.alloc(1_000_000));
  });
  const port = await listen(host, 0);
  const browsers = await createWorkFolder('browsers');
  const path = await createWorkFolder('path');
  // No Chromium, and nothing that could install it.
  await symlink(process.execPath, join(path, 'node'));
  const env = {
    PATH: path,
    CHROMIUM_PATH: undefined,
    PLAYWRIGHT_BROWSERS_PATH: browsers,
    PLAYWRIGHT_DOWNLOAD_HOST: `http://127.0.0.1:${port}`,
    NO_PROXY: '127.0.0.1',
  };
  const args = [commandFile('demo')];
  const command = await runUntilReady(args, { env, until: /0% of / });
  try {
    await expectStopped(command, 1);
  } finally {
    await command.forget();
    host.closeAllConnections();
    await new Promise((closed) => host.close(closed));
  }
  await expectRefusal(
    'demo',
    env,
    /The download failed: .*\n\nFound no Chromium that loads .*: run `npx playwright install/,
  );
  // Playwright's note of who uses the folder.
  expect(await readdir(browsers)).toEqual(['.links']);
});

/** Commands that run until they are stopped, or for minutes, what they have said when they are, and how often. */
const STOPPED: [args: string[], until: RegExp, presses?: 2][] = [
  [[commandFile('demo')], /Building/],
  [[commandFile('demo')], /^Ready/m, 2],
  [[commandFile('dev')], /Frontend API/, 2],
  [[commandFile('dev')], /^Ready/m],
  [[commandFile('clerk')], /^Ready/m],
  [[commandFile('e2e')], /Building/, 2],
  // A file of tests has passed, of many.
  [['src/build/command/tool.ts', 'test:unit'], /✓/, 2],
];

for (const [args, until, presses = 1] of STOPPED) {
  const title = presses === 2 ? 'Ctrl-C twice' : 'Ctrl-C';
  test(`${title} ends ${args.join(' ')} that has said ${until.source}`, {
    tag: '@matrix',
  }, async () => {
    const command = await runUntilReady(args, { until });
    try {
      await expectStopped(command, presses);
    } finally {
      await command.forget();
    }
  });
}
