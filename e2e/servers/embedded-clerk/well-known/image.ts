import type { Instance } from '../instance';

/** Where the picture of a user or an organisation is served; `version` defeats the browser cache. */
export function imageUrl(instance: Instance, id: string, version: number): string {
  return `${instance.issuer}/images/${id}?v=${version}`;
}
