import '../index';
import { logFailure } from '../log';
import { keepPages } from './keep-pages';
// #region feature: sites
import { reloadSites } from './reload-sites';

// #endregion feature: sites

// The worker under Vite's dev server, which names it in the manifest in the place of `../index.ts`.

keepPages(chrome, self, {
  onError: logFailure,
  // #region feature: sites
  onRestored: () => reloadSites(chrome),
  // #endregion feature: sites
});
