import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../command/build-extension';

// The allow-lists of src/biome.json and e2e/biome.json, each shown to refuse what is not on it. Biome
// lints a copy of the folders in which the only file of each imports what it must not.

const AREAS = ['src', 'e2e'].filter((area) => existsSync(join(ROOT, area)));

/** Every folder that holds code, by its path. */
const FOLDERS = AREAS.flatMap((area) =>
  readdirSync(join(ROOT, area), { recursive: true, withFileTypes: true }),
)
  .filter(
    (entry) =>
      entry.isFile() &&
      /\.(ts|tsx|js)$/.test(entry.name) &&
      !/\.(test|test-d|slow-test)\./.test(entry.name),
  )
  .map((entry) => relative(ROOT, entry.parentPath).replaceAll('\\', '/'))
  .filter(
    (folder, index, all) => !folder.includes('node_modules') && all.indexOf(folder) === index,
  );

/** What some folder must not import, from a file of its own. */
const ARROWS: [folder: string, imported: string][] = [
  ['src/auth', 'src/ui/client'],
  ['src/background', 'src/popup/popup'],
  ['src/background', 'src/ui/client'],
  ['src/background/clerk', 'src/background/session/cache'],
  ['src/background/clerk', 'src/background/session/service'],
  ['src/background/session', 'src/background/clerk/sdk'],
  ['src/background/toolbar', 'src/background/session/service'],
  ['src/build', 'src/background/index'],
  ['src/clerk', 'src/background/log'],
  ['src/config', 'src/auth/contract'],
  // #region feature: sites
  ['src/background', 'src/content/main'],
  ['src/content', 'src/auth/contract'],
  ['src/content', 'src/ui/client'],
  // #endregion feature: sites
  // #region feature: demo
  ['src/demo', 'src/background/log'],
  ['src/demo', 'src/popup/popup'],
  ['src/popup', 'src/demo/demo'],
  ['src/ui', 'src/demo/demo'],
  ['e2e/servers/sample-backend', 'src/demo/demo'],
  // #endregion feature: demo
  ['src/messaging', 'src/auth/contract'],
  ['src/messaging/internal', 'src/config/pages'],
  ['src/options', 'src/background/worker'],
  ['src/popup', 'src/messaging/internal/envelope'],
  ['src/sidepanel', 'src/popup/popup'],
  // #region feature: sites
  ['src/site', 'src/background/log'],
  // #endregion feature: sites
  ['src/ui', 'src/messaging/internal/envelope'],
  ['e2e/servers/embedded-clerk', 'e2e/support/journey/sign-in'],
  ['e2e/specs/session', 'e2e/specs/pages/a11y.spec'],
  ['e2e/specs/session', 'e2e/tools/clerk/flags'],
  ['e2e/support/browser', 'e2e/support/journey/sign-in'],
  ['e2e/support/fixtures', 'e2e/specs/pages/a11y.spec'],
  ['e2e/support/journey', 'e2e/tools/clerk/flags'],
  ['e2e/tools/demo', 'e2e/specs/pages/a11y.spec'],
];
const FORBIDDEN = ARROWS.filter(([folder]) => AREAS.some((area) => folder.startsWith(area)));

/** Packages that have one place, or a few. */
const PACKAGES: [name: string, allowed: RegExp][] = [
  ['react', /^src\/(ui|popup|sidepanel|options|welcome|demo)$/],
  ['@clerk/chrome-extension', /^(src\/sidepanel|e2e\/tools\/bench\/contenders\/.*)$/],
  [
    '@clerk/chrome-extension/client',
    /^(src\/background\/clerk|e2e\/tools\/bench\/contenders\/.*)$/,
  ],
  ['@clerk/clerk-js', /^$/],
  ['@playwright/test', /^e2e\/(live|specs|support|tools)/],
  ['hono', /^e2e\/(servers|support\/messaging$)/],
  ['vite', /^(src\/build|e2e\/support\/(messaging|web-apps)|e2e\/tools)/],
  ['a-package-that-nobody-asked-for', /^$/],
];

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'imports-'));
  for (const name of ['.gitignore', 'biome.json', ...AREAS.map((area) => `${area}/biome.json`)]) {
    mkdirSync(dirname(join(copy, name)), { recursive: true });
    cpSync(join(ROOT, name), join(copy, name));
  }
});
afterAll(() => rmSync(copy, { recursive: true }));

/** Has Biome lint these files, each of one import. Returns the paths of those it refuses. */
function refused(files: Map<string, string>): Set<string> {
  for (const [path, imported] of files) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), `import '${imported}';\n`);
  }
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
  const args = [
    biome,
    'lint',
    '--only=style/noRestrictedImports',
    '--reporter=json',
    '--max-diagnostics=none',
  ];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
  for (const path of files.keys()) rmSync(join(copy, path));
  const report = /^\{.*\}$/m.exec(stdout)?.[0];
  if (!report) throw new Error(`Biome reported nothing: ${stdout}${stderr}`);
  const { diagnostics } = JSON.parse(report) as {
    diagnostics: { location: { path: string | { file: string } } }[];
  };
  return new Set(
    diagnostics.map(({ location: { path } }) => (typeof path === 'string' ? path : path.file)),
  );
}

const importOf = (folder: string, path: string) => {
  const found = relative(folder, path).replaceAll('\\', '/');
  return found.startsWith('.') ? found : `./${found}`;
};

// Biome starts anew in each.
describe('the allow-lists of imports', { timeout: 60_000 }, () => {
  it('cover every folder, and let no package in by default', () => {
    const files = new Map(
      FOLDERS.flatMap((folder) =>
        PACKAGES.map(([name], index) => [`${folder}/package-${index}.ts`, name] as const),
      ),
    );
    const found = refused(files);
    for (const folder of FOLDERS) {
      for (const [index, [name, allowed]] of PACKAGES.entries()) {
        if (allowed.test(folder)) continue;
        expect(
          found,
          `${folder} may import ${name}: give the folder a list in biome.json`,
        ).toContain(`${folder}/package-${index}.ts`);
      }
    }
  });

  it('let no arrow point backwards', () => {
    const files = new Map(
      FORBIDDEN.map(([folder, path], index) => [
        `${folder}/arrow-${index}.ts`,
        importOf(folder, path),
      ]),
    );
    const found = refused(files);
    for (const [index, [folder, path]] of FORBIDDEN.entries()) {
      expect(found, `${folder} may import ${path}`).toContain(`${folder}/arrow-${index}.ts`);
    }
  });

  it('keep src from importing e2e', () => {
    const folders = FOLDERS.filter((folder) => folder.startsWith('src'));
    const target = 'e2e/support/browser/launch';
    const names = ['probe.ts', 'probe.test.ts'];
    const files = new Map(
      folders.flatMap((folder) =>
        names.map((name) => [`${folder}/${name}`, importOf(folder, target)]),
      ),
    );
    expect([...refused(files)].sort()).toEqual([...files.keys()].sort());
  });

  it('let a folder import itself', () => {
    const files = new Map(FOLDERS.map((folder) => [`${folder}/probe.ts`, './another']));
    expect(refused(files)).toEqual(new Set());
  });

  it('name only folders that there are', () => {
    for (const [folder] of FORBIDDEN) expect(FOLDERS).toContain(folder);
  });
});
