import type { Instance } from '../instance';

/** One of the domains that an instance serves: its own, or a satellite, which shares its sign-in. */
export type Domain = {
  id: string;
  name: string;
  isSatellite: boolean;
  /** Where the domain's own server passes requests on to Clerk, if it does. */
  proxyUrl: string | null;
};

const PRIMARY_ID = 'dmn_embedded';

/** Every domain, the instance's own first. That one's name is part of the publishable key. */
export function domainsOf({ host, store }: Instance): Domain[] {
  const primary = {
    id: PRIMARY_ID,
    name: host.replace(/^clerk\./, ''),
    isSatellite: false,
    proxyUrl: store.settings.proxyUrl,
  };
  const satellites = [...store.satelliteDomains.values()].map(({ id, name, proxyUrl }) => ({
    id,
    name,
    isSatellite: true,
    proxyUrl,
  }));
  return [primary, ...satellites];
}

/** The domain `id`, or `undefined`. */
export function findDomain(instance: Instance, id: string): Domain | undefined {
  return domainsOf(instance).find((domain) => domain.id === id);
}

/** Whether `hostname` is that of one of the domains, or of a subdomain. */
export function isOfDomains(instance: Instance, hostname: string): boolean {
  return domainsOf(instance).some(({ name }) => hostname === name || hostname.endsWith(`.${name}`));
}
