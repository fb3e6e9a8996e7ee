import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openProject, Project } from './project';
import { rename, setKey, setPublishableKey } from './rename';
import { takeOut } from './take-out';

const mark = (feature: string, text: string) =>
  `// #region ${'feature'}: ${feature}\n${text}// #endregion ${'feature'}: ${feature}\n`;

/** A project of these files, in a folder that goes at the test's end. */
function projectOf(files: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), 'init-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { root, project: new Project(root, Object.keys(files)) };
}

const wishes = { ownKey: false, without: [] };

it('puts back what was kept, and removes what was not there', async () => {
  const { root, project } = projectOf({ 'src/a/b.ts': 'b', 'src/a.ts': 'a' });
  writeFileSync(join(root, '.env'), 'A=1');
  const putBack = project.keep(['.env', 'key.pem']);
  project.remove('src/a');
  project.write('src/a.ts', 'c');
  project.write('.env', 'A=2');
  project.write('key.pem', 'secret');
  await project.save();
  await putBack();
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  expect(['src/a/b.ts', 'src/a.ts', '.env'].map(read)).toEqual(['b', 'a', 'A=1']);
  expect(existsSync(join(root, 'key.pem'))).toBe(false);
});

it('writes nothing before it is saved', async () => {
  const { root, project } = projectOf({ 'src/a/b.ts': 'b', 'src/a.ts': 'a' });
  project.remove('src/a');
  project.edit('src/a.ts', (text) => `${text}!`);
  project.edit('src/none.ts', () => 'never');
  expect(readFileSync(join(root, 'src/a.ts'), 'utf8')).toBe('a');
  expect(project.changes()).toEqual([
    { path: 'src/a.ts', before: 'a', after: 'a!' },
    { path: 'src/a/b.ts', before: 'b', after: null },
  ]);
  await project.save();
  expect(readFileSync(join(root, 'src/a.ts'), 'utf8')).toBe('a!');
  // The folder it was alone in goes with it.
  expect(existsSync(join(root, 'src/a'))).toBe(false);
});

it('is not opened where git could not show what was done', () => {
  const { root } = projectOf({ 'a.ts': 'a' });
  expect(() => openProject(root, { mayBeDirty: false })).toThrow('git init');
});

it('takes a feature out: its folders, its marked lines, and what lists them', () => {
  const { project } = projectOf({
    'src/demo/main.ts': 'x',
    'src/demo-of-others.ts': 'x',
    'src/worker.ts': `a\n${mark('demo', 'b\n')}c\n`,
    'src/biome.json': '{"overrides":[{"includes":["demo/*"]},{"includes":["demo/*/*","ui/*"]}]}',
    'package.json': '{"scripts":{"bench":"x","dev":"y"}}',
    'src/build/release/reviewed-manifest.json': '{"always":1,"withDemo":2}',
    'docs/architecture.md': '| `src/demo` | the tab |\n| `src/ui` | the rest |\n',
    'tsconfig.json': '{"include":["src/demo","src/demo-of-others.ts"]}',
    'tsconfig.base.json': '{"compilerOptions":{}}',
  });
  takeOut(project, {
    id: 'demo',
    title: '',
    about: '',
    paths: ['src/demo'],
    scripts: ['bench'],
    reviewed: ['withDemo'],
  });
  const after = Object.fromEntries(project.changes().map(({ path, after: text }) => [path, text]));
  expect(after).toMatchObject({
    'src/demo/main.ts': null,
    'src/worker.ts': 'a\nc\n',
    'docs/architecture.md': '| `src/ui` | the rest |\n',
  });
  expect(JSON.parse(after['src/biome.json'] ?? '')).toEqual({
    overrides: [{ includes: ['ui/*'] }],
  });
  expect(JSON.parse(after['package.json'] ?? '')).toEqual({ scripts: { dev: 'y' } });
  expect(JSON.parse(after['tsconfig.json'] ?? '')).toEqual({ include: ['src/demo-of-others.ts'] });
  expect(after).not.toHaveProperty('tsconfig.base.json');
  expect(after).not.toHaveProperty('src/demo-of-others.ts');
});

it('takes a feature’s messages out of each language, of one line or more, the last too', () => {
  const { project } = projectOf({
    'package.json': '{}',
    'public/_locales/en/messages.json':
      '{\n  "demoA": { "message": "a" },\n  "demos": { "message": "b" },\n  "demoC": {\n    "message": "c"\n  },\n  "d": { "message": "d" },\n  "demoE": {\n    "message": "e"\n  }\n}\n',
  });
  takeOut(project, { id: 'demo', title: '', about: '', paths: [], messages: 'demo' });
  expect(project.read('public/_locales/en/messages.json')).toBe(
    '{\n  "demos": { "message": "b" },\n  "d": { "message": "d" }\n}\n',
  );
});

it('names it everywhere, whatever its name is made of, and again', () => {
  const { project } = projectOf({
    'src/config/brand.ts':
      "export const NAME = 'Old';\nexport const SHORT_NAME = 'Old';\nexport const DESCRIPTION =\n  'Old.';\nexport const SLUG = 'old';\n",
    'README.md': '# Old\n\nOld, but good.\n\n# Old\n\nMIT licensed.\n',
    'package.json': '{"name":"old","license":"MIT","type":"module","description":"Old, but good."}',
    'package-lock.json': '{"name":"old","packages":{"":{"name":"old"}}}',
    LICENSE: 'MIT License\n\nCopyright (c) 2026 Others\n',
  });
  rename(project, { ...wishes, name: 'First', author: 'Acme' });
  rename(project, {
    ...wishes,
    name: "O'Brien's \\ $& Notes",
    description: '$& New.',
    author: 'Acme',
    licence: 'UNLICENSED',
  });
  expect(project.read('src/config/brand.ts')).toBe(
    "export const NAME = 'O\\'Brien\\'s \\\\ $& Notes';\nexport const SHORT_NAME = 'O\\'Brien\\'s \\\\';\nexport const DESCRIPTION = '$& New.';\nexport const SLUG = 'o-brien-s-notes';\n",
  );
  expect(project.read('README.md')).toBe(
    "# O'Brien's \\ $& Notes\n\n$& New.\n\n# Old\n\nLicence: UNLICENSED; [LICENSE](LICENSE) has the notice of what it was made of.\n",
  );
  expect(Object.keys(JSON.parse(project.read('package.json') ?? ''))).toEqual([
    'name',
    'license',
    'author',
    'type',
    'description',
  ]);
  expect(project.read('LICENSE')?.match(/^Copyright.*$/gm)).toEqual([
    expect.stringMatching(/^Copyright \(c\) \d{4} Acme$/),
    'Copyright (c) 2026 Others',
  ]);
});

it('gives the manifest another key, and the texts its id', () => {
  const { project } = projectOf({
    'manifest.config.ts':
      "// (`odlameecjipmbmbejkplpemijjgpljce`)\nexport const EXTENSION_KEY =\n  '';\n",
    'README.md': 'chrome-extension://odlameecjipmbmbejkplpemijjgpljce',
  });
  setKey(project, 'QWNtZQ==');
  expect(project.read('manifest.config.ts')).toContain("EXTENSION_KEY = 'QWNtZQ==';");
  expect(project.read('README.md')).toMatch(/^chrome-extension:\/\/(?!odla)[a-p]{32}$/);
});

it('puts a publishable key into .env, and leaves what else is there', () => {
  const { project } = projectOf({
    '.env.example': '# Key:\nVITE_CLERK_PUBLISHABLE_KEY=\nVITE_X=\n',
  });
  setPublishableKey(project, 'pk_test_1');
  setPublishableKey(project, 'pk_test_2');
  expect(project.read('.env')).toBe('# Key:\nVITE_CLERK_PUBLISHABLE_KEY=pk_test_2\nVITE_X=\n');
});

it('gives pages and icon another colour, light and dark', () => {
  const { project } = projectOf({
    'src/ui/tokens.css':
      '--brand: #5a48d8;\n--accent: light-dark(var(--brand), #a799ff);\n--accent-soft: light-dark(#efedfd, #262143);\n--text: light-dark(#17171d, #f1f1f5);\n',
    'public/icons/icon.svg': '<rect fill="#5a48d8" /><path fill="#ffffff" />',
  });
  rename(project, { ...wishes, colour: '#0f766e' });
  expect(project.read('public/icons/icon.svg')).toBe(
    '<rect fill="#0f766e" /><path fill="#ffffff" />',
  );
  const [brand, accent, soft, text] = (project.read('src/ui/tokens.css') ?? '').split('\n');
  expect(brand).toBe('--brand: #0f766e;');
  expect(accent).toMatch(/^--accent: light-dark\(var\(--brand\), #(?!a799ff)[0-9a-f]{6}\);$/);
  expect(soft).toMatch(/^--accent-soft: light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\);$/);
  expect(text).toBe('--text: light-dark(#17171d, #f1f1f5);');
});
