import { TEMPLATE } from './features';
import type { Project } from './project';
import { editJson } from './take-out';

/** The version that a copy begins with: always this one, so that a later version of the template leaves the copy's. */
const FIRST_VERSION = '0.1.0';

/**
 * Begins a version and a changelog of the copy's own, with the template's version in it. Only where the template
 * is whole: later both are the team's. It is to run before anything is taken out.
 */
export function beginHistory(project: Project): void {
  const manifest: { name: string; version: string; scripts: Record<string, string> } = JSON.parse(
    project.read('package.json') ?? '',
  );
  if (!TEMPLATE.scripts?.every((script) => script in manifest.scripts)) return;
  project.edit('CHANGELOG.md', () => changelogOf(`${manifest.name} ${manifest.version}`));
  project.edit('package.json', (text) =>
    editJson(text, (own: { version: string }) => {
      own.version = FIRST_VERSION;
    }),
  );
  project.edit('package-lock.json', (text) =>
    editJson(text, (lock: { version: string; packages: { '': { version: string } } }) => {
      lock.version = FIRST_VERSION;
      lock.packages[''].version = FIRST_VERSION;
    }),
  );
}

function changelogOf(template: string): string {
  return `# Changelog

What people notice, in the form of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/). Versions follow
[Semantic Versioning](https://semver.org).

Made of ${template}; [upgrading](docs/upgrading.md) says how it takes a later version of that.

## [Unreleased]
`;
}
