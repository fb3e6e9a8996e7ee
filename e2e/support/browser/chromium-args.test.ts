import { describe, expect, it } from 'vitest';
import { chromiumArgs } from './chromium-args';

const clerk = { chromiumArgs: ['--host-resolver-rules=MAP host 127.0.0.1:1'] };

describe('chromiumArgs', () => {
  it('loads only the one extension, and passes the embedded Clerk’s flags on', () => {
    const args = chromiumArgs({ dist: '/d', clerk, extraArgs: ['--lang=de'] }, { isRoot: false });
    expect(args).toEqual(
      expect.arrayContaining([
        '--load-extension=/d',
        '--disable-extensions-except=/d',
        ...clerk.chromiumArgs,
        '--lang=de',
      ]),
    );
  });

  it('loads others beside it when told to', () => {
    const args = chromiumArgs({ dist: '/d', clerk, otherExtensions: ['/o'] }, { isRoot: false });
    expect(args).toEqual(
      expect.arrayContaining(['--load-extension=/d,/o', '--disable-extensions-except=/d,/o']),
    );
  });

  it('gives up the sandbox as root only', () => {
    expect(chromiumArgs({ dist: '/d', clerk }, { isRoot: false })).not.toContain('--no-sandbox');
    expect(chromiumArgs({ dist: '/d', clerk }, { isRoot: true })).toContain('--no-sandbox');
  });
});
