import type { Domain } from '../../domains/domains';
import type { Instance } from '../../instance';

/** A domain. There are no DNS records to set here, and development instances have one host for all. */
export function domainJSON({ issuer, mode }: Instance, domain: Domain) {
  const { id, isSatellite, name, proxyUrl } = domain;
  const isProduction = mode === 'production';
  return {
    object: 'domain',
    id,
    name,
    is_satellite: isSatellite,
    frontend_api_url: isSatellite && isProduction ? `https://clerk.${name}` : issuer,
    accounts_portal_url: null,
    proxy_url: proxyUrl,
    development_origin: '',
    cname_targets: isProduction ? [] : null,
  };
}
