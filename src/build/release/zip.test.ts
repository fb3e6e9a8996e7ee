import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import type { BuildFile } from './build-file';
import { zip } from './zip';

const files = fc.uniqueArray(
  fc.record({
    path: fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8}){0,2}\.js$/),
    bytes: fc.uint8Array({ maxLength: 200 }),
  }),
  { selector: (file) => file.path },
);

const a: BuildFile = { path: 'a.js', bytes: new Uint8Array([1, 2, 3]) };

describe('zip', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it('gives the files back', () => {
    fc.assert(
      fc.property(files, (some) => {
        const back = Object.entries(unzipSync(zip(some)));
        expect(back.map(([path, bytes]) => [path, [...bytes]])).toEqual(
          [...some]
            .sort((x, y) => (x.path < y.path ? -1 : 1))
            .map(({ path, bytes }) => [path, [...bytes]]),
        );
      }),
    );
  });

  it('is the same whatever the order of the files', () => {
    fc.assert(
      fc.property(files, (some) => {
        expect(zip([...some].reverse())).toEqual(zip(some));
      }),
    );
  });

  it.each(['Asia/Tokyo', 'America/New_York', 'UTC'])('is the same in %s', (timeZone) => {
    const here = zip([a]);
    process.env.TZ = timeZone;
    expect(zip([a])).toEqual(here);
  });

  it('refuses a path twice, and one that leads outside', () => {
    expect(() => zip([a, a])).toThrow('twice');
    for (const path of ['../a.js', '/a.js', 'a/../../b.js', 'a\\b.js']) {
      expect(() => zip([{ ...a, path }])).toThrow('outside');
    }
  });
});
