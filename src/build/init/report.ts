import { FEATURES } from './features';
import type { Change, Project } from './project';
import type { Wishes } from './wishes';

/** What is going to be done, in the order of the questions; and to how many files. */
export function summary(wishes: Wishes, changes: readonly Change[]): string {
  const { name, shortName, colour, publishableKey, ownKey, without } = wishes;
  const removed = changes.filter(({ after }) => after === null).length;
  const titles = FEATURES.filter(({ id }) => without.includes(id)).map(({ title }) => title);
  const rows: [heading: string, text: string | false | undefined][] = [
    ['Name', name],
    ['Short name', shortName],
    ['Description', wishes.description],
    ['Colour', colour && `${colour}, in src/ui/tokens.css and the icons`],
    ['Icon', wishes.icon],
    ['Author', wishes.author],
    ['Licence', wishes.licence],
    ['Clerk', publishableKey && 'its publishable key, in .env'],
    ['Key', ownKey && 'in signing-key.pem, and the extension id that follows from it'],
    ['Without', titles.join(', ')],
    ['Files', `${changes.length - removed} to edit, ${removed} to remove`],
  ];
  return rows
    .flatMap(([heading, text]) => (text ? [`  ${heading.padEnd(13)}${text}`] : []))
    .join('\n');
}

/** Each file that is going to be edited; of those that are going to be removed, the folders. */
export function fileList(changes: readonly Change[]): string {
  const removed = changes.filter(({ after }) => after === null).map(({ path }) => path);
  const folders = new Map<string, string[]>();
  for (const path of removed) {
    const folder = path.split('/').slice(0, 2).join('/');
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  return [
    ...changes.filter(({ after }) => after !== null).map(({ path }) => `  edit    ${path}`),
    ...[...folders].map(([folder, paths]) =>
      paths.length === 1 ? `  remove  ${paths[0]}` : `  remove  ${folder}, ${paths.length} files`,
    ),
  ].join('\n');
}

/** What to do now that all is done: commands, and what is left for a person to do. */
export function nextSteps(project: Project): string {
  const hasKey = /^VITE_CLERK_PUBLISHABLE_KEY=./m.test(project.read('.env') ?? '');
  const hasPictures = project.files().some((path) => path.startsWith('docs/images/'));
  return [
    'Done. `git diff` shows it, and `git checkout .` undoes it. Next:',
    '',
    '  git add -A && git commit -m "Make it ours"',
    // #region feature: template
    '  git branch template            # once: later versions come in by it',
    // #endregion feature: template
    hasKey
      ? '  npm run dev                    # with your Clerk application, whose key is in .env'
      : '  npm run dev -- --signed-in     # with the embedded Clerk: no account, no key',
    '  npm test',
    ...(hasPictures ? ['  npm run screenshots            # those in docs are the template’s'] : []),
  ].join('\n');
}
