/**
 * Every page this extension has, by its path inside the package. The manifest, the build's inputs,
 * the router's sender check and the links between pages all read this one list: a page that is not
 * here is not built, and a sender that is not here is not trusted.
 */
export const PAGES = {
  popup: '/src/popup/index.html',
  sidePanel: '/src/sidepanel/index.html',
  options: '/src/options/index.html',
  welcome: '/src/welcome/index.html',
  // #region feature: demo
  demo: '/src/demo/index.html',
  // #endregion feature: demo
} as const;
