import { type GrantedSites, originPattern } from './granted-sites';

/** Takes a site off the list, and Chrome's permission for it with that. */
export async function revokeSite(
  { permissions }: { permissions: Pick<typeof chrome.permissions, 'remove'> },
  sites: Pick<GrantedSites, 'remove'>,
  origin: string,
): Promise<void> {
  await sites.remove(origin);
  // Refused for a host the manifest requires, such as the sync host's. The list decides either way.
  await permissions.remove({ origins: [originPattern(origin)] }).catch(() => false);
}
