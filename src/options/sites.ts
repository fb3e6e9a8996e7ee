import { createGrantedSites, revokeSite } from '../site/granted-sites';

/** The granted sites, as this page reads them and takes them back. */
export const sites = createGrantedSites(chrome);

/** Takes every granted site back, with its permission. */
export async function revokeSites(): Promise<void> {
  for (const origin of await sites.list()) await revokeSite(chrome, sites, origin);
}
