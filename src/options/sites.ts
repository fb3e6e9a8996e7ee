import { createGrantedSites } from '../site/granted-sites';

/** The granted sites, as this page reads them and takes them back. */
export const sites = createGrantedSites(chrome);
