import { type Plugin, parseAst } from 'vite';

/** The parts of the SDK that only a sign-in form uses, by the names the SDK imports them by. */
const PASSWORD_STRENGTH = ['@zxcvbn-ts/core', '@zxcvbn-ts/language-common'];
const UI = '@clerk/ui/no-rhc';
/** Where clerk-js is, from the end of its path. */
const CLERK_JS = '/@clerk/clerk-js/dist/clerk.no-rhc.mjs';

/**
 * Leaves out of the SDK what a worker cannot use: the rating of passwords (over half of the SDK's
 * bytes are its dictionary) and Clerk's components. The SDK imports both lazily, so the rest is
 * untouched; the import of a part that is missing rejects and says so.
 *
 * clerk-js is one file made by webpack: a map of numbered modules, and a table of those it imports by
 * name. A version that is made differently stops the build here.
 */
export function trimClerkSdk(): Plugin {
  const toFind = new Set([UI, CLERK_JS]);
  return {
    name: 'trim-clerk-sdk',
    enforce: 'pre',
    resolveId: (source) => (source === UI ? `\0${UI}` : null),
    load(id) {
      if (id !== `\0${UI}`) return null;
      toFind.delete(UI);
      return `throw Error(${JSON.stringify(missing(UI))});`;
    },
    transform(code, id) {
      if (!id.endsWith(CLERK_JS)) return null;
      toFind.delete(CLERK_JS);
      return { code: withoutPasswordStrength(code), map: null };
    },
    buildEnd(error) {
      if (error || toFind.size === 0) return;
      this.error(
        `The SDK does not import ${[...toFind].join(' and ')} any more, so nothing of it is left out: see trim-clerk-sdk.ts.`,
      );
    },
  };
}

/**
 * clerk-js with its two modules of password strength emptied.
 *
 * @throws {Error} when they are not where they were, as after an update of the SDK.
 */
export function withoutPasswordStrength(code: string): string {
  const modules = webpackModules(parseAst(code));
  let trimmed = code;
  for (const name of PASSWORD_STRENGTH) {
    const id = new RegExp(`"${name}":.{1,60}?\\.bind\\(\\w+,(\\d+)\\)`).exec(code)?.[1];
    const module = id === undefined ? undefined : modules.get(id);
    if (!module) throw new Error(`${name} is not where it was in clerk-js: see trim-clerk-sdk.ts.`);
    const body = code.slice(module.start, module.end);
    trimmed = trimmed.replace(body, () => `${id}(){throw Error("${missing(name)}")}`);
  }
  return trimmed;
}

function missing(name: string): string {
  return `${name} is left out of the service worker.`;
}

/** Where each of webpack's modules is in the file: the methods of the first object, by number. */
function webpackModules(program: ReturnType<typeof parseAst>) {
  const modules = new Map<string, { start: number; end: number }>();
  for (const statement of program.body) {
    if (statement.type !== 'VariableDeclaration') continue;
    for (const { init } of statement.declarations) {
      if (init?.type !== 'ObjectExpression') continue;
      for (const property of init.properties) {
        if (property.type !== 'Property' || property.key.type !== 'Literal') continue;
        modules.set(String(property.key.value), property);
      }
    }
  }
  return modules;
}
