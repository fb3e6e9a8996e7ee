import { extensionIdOf } from '../release/extension-id';
import { paletteFor } from './colour';
import type { Project } from './project';
import { editJson } from './take-out';
import { shortNameOf, slugOf, type Wishes } from './wishes';

const BRAND = 'src/config/brand.ts';

/** Writes names, colour, author and licence where the project has them. */
export function rename(project: Project, wishes: Wishes): void {
  const { name, description, colour, author, licence } = wishes;
  if (name) {
    setConstant(project, BRAND, 'NAME', name);
    setConstant(project, BRAND, 'SHORT_NAME', wishes.shortName ?? shortNameOf(name));
    setConstant(project, BRAND, 'SLUG', slugOf(name));
    project.edit('README.md', (text) => text.replace(/^# .*/, () => `# ${name}`));
  } else if (wishes.shortName) setConstant(project, BRAND, 'SHORT_NAME', wishes.shortName);
  if (description) {
    const { description: before } = JSON.parse(project.read('package.json') ?? '{}');
    setConstant(project, BRAND, 'DESCRIPTION', description);
    if (before) project.edit('README.md', (text) => text.replace(before, () => description));
  }
  const about = {
    ...(name ? { name: slugOf(name) } : {}),
    ...(licence ? { license: licence } : {}),
  };
  project.edit('package.json', (text) =>
    editJson(text, (manifest: Record<string, unknown>) => {
      Object.assign(manifest, about, description && { description });
      if (author) setAuthor(manifest, author);
    }),
  );
  project.edit('package-lock.json', (text) =>
    editJson(text, (lock: { name: string; packages: Record<string, object> }) => {
      if (name) lock.name = slugOf(name);
      Object.assign(lock.packages[''] ?? {}, about);
    }),
  );
  if (licence) {
    project.edit('README.md', (text) =>
      text.replace(
        /^(?:MIT licensed\.|Licence: .*)$/m,
        `Licence: ${licence}; [LICENSE](LICENSE) has the notice of what it was made of.`,
      ),
    );
  }
  // The licence asks that the notice of those before stays.
  if (author) {
    const notice = `Copyright (c) ${new Date().getFullYear()} ${author}`;
    project.edit('LICENSE', (text) =>
      text.includes(notice)
        ? text
        : text.replace(/^Copyright .*$/m, (line) => `${notice}\n${line}`),
    );
  }
  if (colour) recolour(project, colour);
}

/** Puts the author below the licence, where people look for it. */
function setAuthor(manifest: Record<string, unknown>, author: string): void {
  const entries = Object.entries(manifest).filter(([key]) => key !== 'author');
  for (const key of Object.keys(manifest)) delete manifest[key];
  for (const [key, value] of entries) {
    manifest[key] = value;
    if (key === 'license') manifest.author = author;
  }
}

/** Gives the manifest another key, and what names the extension's id another id. */
export function setKey(project: Project, manifestKey: string): void {
  const file = 'manifest.config.ts';
  const [, before = ''] = /EXTENSION_KEY =\s*'([^']*)'/.exec(project.read(file) ?? '') ?? [];
  const ids = [extensionIdOf(before), extensionIdOf(manifestKey)] as const;
  setConstant(project, file, 'EXTENSION_KEY', manifestKey);
  for (const path of [file, 'README.md']) project.edit(path, (text) => text.replaceAll(...ids));
}

/** Puts the publishable key into `.env`, which is begun from `.env.example`. Git ignores it. */
export function setPublishableKey(project: Project, key: string): void {
  const text = project.read('.env') ?? project.read('.env.example') ?? '';
  const line = `VITE_CLERK_PUBLISHABLE_KEY=${key}`;
  const pattern = /^VITE_CLERK_PUBLISHABLE_KEY=.*$/m;
  project.write('.env', pattern.test(text) ? text.replace(pattern, line) : `${text}${line}\n`);
}

function setConstant(project: Project, path: string, constant: string, value: string): void {
  const literal = `'${value.replace(/[\\']/g, '\\$&')}'`;
  const pattern = new RegExp(
    `(export const ${constant} =)\\s*(?:'(?:[^'\\\\]|\\\\.)*'|"(?:[^"\\\\]|\\\\.)*");`,
  );
  project.edit(path, (text) => {
    if (!pattern.test(text)) throw new Error(`${path} has no constant ${constant} to replace.`);
    return text.replace(pattern, (_all, head: string) => `${head} ${literal};`);
  });
}

/** The tokens that follow the brand's colour, and the icon's ground. */
function recolour(project: Project, colour: string): void {
  const [, before = ''] =
    /--brand: (#[0-9a-f]{6});/.exec(project.read('src/ui/tokens.css') ?? '') ?? [];
  project.edit('public/icons/icon.svg', (svg) => svg.replaceAll(`"${before}"`, `"${colour}"`));
  project.edit('src/ui/tokens.css', (css) =>
    [...paletteFor(colour)].reduce(
      (text, [token, { light, dark }]) =>
        text.replace(
          new RegExp(`(--${token}: )[^;]+;`),
          (_all, head: string) => `${head}${dark ? `light-dark(${light}, ${dark})` : light};`,
        ),
      css,
    ),
  );
}
