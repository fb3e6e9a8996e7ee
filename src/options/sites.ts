import { createGrantedSites, revokeEverySite } from '../site/granted-sites';

/** The granted sites, as this page reads them and takes them back. */
export const sites = createGrantedSites(chrome);

/** Takes every granted site back, with every permission that a person gave. */
export const revokeSites = () => revokeEverySite(chrome, sites);
