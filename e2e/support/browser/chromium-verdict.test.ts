import { describe, expect, it } from 'vitest';
import { judgeVersion } from './chromium-verdict';

describe('judgeVersion', () => {
  it.each([
    'Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)\n',
    'Chromium 127.0.6533.0 \n',
    'Google Chrome for Testing 159.0.8154.6 \n',
    'Google Chrome 136.0.7103.114 \n',
  ])('accepts %j', (stdout) => {
    expect(judgeVersion(stdout)).toMatchObject({ usable: true });
  });

  it.each([
    ['Google Chrome 137.0.7151.55 \n', /refuses --load-extension/],
    ['Chromium 126.0.6478.126 snap\n', /older than 127/],
    ['Mozilla Firefox 140.0\n', /says "Mozilla Firefox 140.0"/],
    ['', /says ""/],
  ])('refuses %j', (stdout, reason) => {
    expect(judgeVersion(stdout)).toMatchObject({
      usable: false,
      reason: expect.stringMatching(reason),
    });
  });
});
