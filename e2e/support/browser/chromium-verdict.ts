import type { Machine } from './machine';

/** `chrome.action.openPopup()` needs no enterprise policy from here on. */
const OLDEST_MAJOR = 127;

/** Branded Chrome refuses `--load-extension` from here on. Chromium and Chrome for Testing do not. */
const BRANDED_CHROME_REFUSES_MAJOR = 137;

const VERSION_TIMEOUT_MS = 30_000;

/** Whether a program is a Chromium that can load this extension and, if not, why not. */
export type Verdict = { usable: true; version: string } | { usable: false; reason: string };

/** Judges the program at `path` by what it is on disk and what its `--version` says. */
export async function judgeChromium(machine: Machine, path: string): Promise<Verdict> {
  if (!machine.exists(path)) return no('it does not exist');
  if (await isSnap(machine, path)) {
    return no('it is a snap, which can read neither the build nor a temporary profile');
  }
  // chrome.exe has no --version: it would open a window.
  if (machine.platform === 'win32') return { usable: true, version: 'unknown' };
  const { code, stdout, stderr } = await machine.run(path, ['--version'], VERSION_TIMEOUT_MS);
  if (code !== 0) return no(`\`--version\` failed: ${lastLine(stderr) || `exit code ${code}`}`);
  return judgeVersion(stdout);
}

/** Judges what `chromium --version` printed on stdout. */
export function judgeVersion(stdout: string): Verdict {
  const found = /^(.*?)\s+(\d+)(\.\d+){3}/m.exec(stdout.trim());
  if (!found) return no(`\`--version\` says "${stdout.trim()}"`);
  const [version, product, major] = [found[0], found[1], Number(found[2])];
  if (product === 'Google Chrome' && major >= BRANDED_CHROME_REFUSES_MAJOR) {
    return no(`${version} refuses --load-extension; Chromium and Chrome for Testing do not`);
  }
  if (major < OLDEST_MAJOR) return no(`${version} is older than ${OLDEST_MAJOR}`);
  return { usable: true, version };
}

/** Ubuntu ships `chromium-browser` as a script that only asks for the snap. */
async function isSnap(machine: Machine, path: string): Promise<boolean> {
  const real = await machine.realpath(path);
  if (/(^|\/)snap(\/|$)/.test(real)) return true;
  const head = await machine.head(real);
  return head.startsWith('#!') && /\/snap\/bin\/|\bsnap install\b/.test(head);
}

function no(reason: string): Verdict {
  return { usable: false, reason };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
