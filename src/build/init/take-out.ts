import type { Feature } from './features';
import { withoutDeadLinks, withoutGoneFiles } from './links';
import type { Project } from './project';
import { withoutRegions } from './regions';

const TEXT = /\.(?:ts|tsx|js|css|html|md|jsonc|yml)$|^\.env\.example$/;

/** Takes a feature out: its own files and folders whole, and its marked lines in the others'. */
export function takeOut(project: Project, feature: Feature): void {
  const before = project.files();
  for (const path of feature.paths) project.remove(path);
  const after = project.files();
  // Of a folder that is shared the last part that is taken out leaves nothing.
  const gone = (path: string) => holds(before, path) && !holds(after, path);
  for (const path of project.files()) {
    if (!TEXT.test(path)) continue;
    project.edit(path, (text) => {
      if (!text.includes(`feature: ${feature.id}`)) return text;
      const left = withoutRegions(text, feature.id, path);
      // A paragraph that is gone leaves the lines around it.
      return /\.(?:md|example)$/.test(path) ? left.replaceAll(/\n{3,}/g, '\n\n') : left;
    });
    if (path.endsWith('.md')) {
      project.edit(path, (text) => withoutGoneFiles(withoutDeadLinks(text, path, gone), gone));
    }
  }
  for (const path of project.files().filter((one) => /^tsconfig[\w.]*\.json$/.test(one))) {
    project.edit(path, (text) =>
      editJson(text, (config: { include?: string[]; exclude?: string[] }) => {
        if (config.include) config.include = config.include.filter((one) => !gone(one));
        if (config.exclude) config.exclude = config.exclude.filter((one) => !gone(one));
      }),
    );
  }
  for (const area of ['src', 'e2e']) {
    project.edit(`${area}/biome.json`, (text) =>
      editJson(text, (config: { overrides: { includes: string[] }[] }) => {
        config.overrides = config.overrides.flatMap((override) => {
          const includes = override.includes.filter(
            (include) => !gone(`${area}/${include.replace(/(?:\/\*+)+$/, '')}`),
          );
          return includes.length > 0 ? [{ ...override, includes }] : [];
        });
      }),
    );
  }
  project.edit('package.json', (text) =>
    editJson(text, ({ scripts, dependencies }: Record<string, Record<string, string>>) => {
      for (const script of feature.scripts ?? []) delete scripts?.[script];
      for (const name of feature.dependencies ?? []) delete dependencies?.[name];
    }),
  );
  project.edit('package-lock.json', (text) =>
    editJson(text, ({ packages }: { packages: Record<string, { dependencies?: object }> }) => {
      const dependencies: Record<string, string> = { ...packages['']?.dependencies };
      for (const name of feature.dependencies ?? []) delete dependencies[name];
      if (packages['']) packages[''].dependencies = dependencies;
    }),
  );
  takeOutMessages(project, feature);
  project.edit('src/build/release/reviewed-manifest.json', (text) =>
    editJson(text, (parts: Record<string, unknown>) => {
      for (const part of feature.reviewed ?? []) delete parts[part];
    }),
  );
}

/** Whether the path is one of the files, or a folder of some. */
const holds = (files: readonly string[], path: string) =>
  files.some((file) => file === path || file.startsWith(`${path}/`));

/** A message is a line in each language's file, or several if it is long. */
function takeOutMessages(project: Project, { messages }: Feature): void {
  if (!messages) return;
  const own = new RegExp(`^ {2}"${messages}[A-Z].*\\n(?: {4}.*\\n| {2}\\},?\\n)*`, 'gm');
  for (const path of project.files()) {
    if (!/^public\/_locales\/[^/]+\/messages\.json$/.test(path)) continue;
    project.edit(path, (text) => text.replaceAll(own, '').replace(/,\n\}/, '\n}'));
  }
}

/** JSON with a change made to it; its very text where the change does nothing. */
export function editJson<T>(text: string, change: (value: T) => void): string {
  const value: T = JSON.parse(text);
  const before = JSON.stringify(value);
  change(value);
  return JSON.stringify(value) === before ? text : `${JSON.stringify(value, null, 2)}\n`;
}
