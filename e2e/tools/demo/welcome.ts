import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { NAME } from '../../../src/config/brand';

/** Whom the visitor can sign in as. */
export interface Credentials {
  email: string;
  password: string;
}

const TEMPLATE = fileURLToPath(new URL('./welcome.html', import.meta.url));
const UI = new URL('../../../src/ui', import.meta.url).href;

/** Writes the first page of the demo into `folder` and returns its `file:` address. */
export async function writeWelcome(
  folder: string,
  { email, password }: Credentials,
  session: 'signed-in' | 'signed-out',
) {
  const values = new Map([
    ['session', session],
    ['name', NAME],
    ['ui', UI],
    ['email', email],
    ['password', password],
  ]);
  const template = await readFile(TEMPLATE, 'utf8');
  const path = join(folder, 'welcome.html');
  await writeFile(path, fillTemplate(template, values));
  return pathToFileURL(path).href;
}

/** Replaces each `{{name}}` with its value, escaped. Throws on a name that has none. */
export function fillTemplate(template: string, values: ReadonlyMap<string, string>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_match, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`The template names {{${name}}}, which has no value.`);
    return escapeHtml(value);
  });
}

/** `text` as HTML shows it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
