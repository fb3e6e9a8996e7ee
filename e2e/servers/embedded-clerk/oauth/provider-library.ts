// oidc-provider 9 warns on each Node that is not an LTS release from 22 on, as the first line of whatever command
// loads it. On Node 20, which `engines` in package.json lets in, CI runs all of its tests here.
const { warn } = console;
console.warn = (...args) => {
  if (!String(args[0]).includes('Unsupported runtime.')) warn(...args);
};

/** The OpenID provider of oidc-provider, loaded without its warning. */
export const { Provider } = await import('oidc-provider');

console.warn = warn;
