import { type Zippable, zipSync } from 'fflate';
import type { BuildFile } from './build-file';

const UNIX = 3;
const READABLE_FILE = 0o100644 << 16;

/**
 * A zip that depends on nothing but the files' paths and bytes: not on the clock, the time zone, the
 * machine or its file system, nor (its compression is JavaScript) on the version of Node.
 *
 * @throws {Error} for two files with one path, or a path that would leave the folder it is unpacked to.
 */
export function zip(files: readonly BuildFile[]): Uint8Array {
  const entries: Zippable = {};
  // A zip's times are local and start in 1980: this one reads the same in every time zone.
  const mtime = new Date(1980, 0, 1);
  for (const { path, bytes } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    if (Object.hasOwn(entries, path)) throw new Error(`${path} is there twice.`);
    if (/^\/|\\|(^|\/)\.\.(\/|$)/.test(path)) throw new Error(`${path} is outside.`);
    entries[path] = [bytes, { level: 9, mtime, os: UNIX, attrs: READABLE_FILE }];
  }
  return zipSync(entries);
}
