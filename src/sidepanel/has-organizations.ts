/** Of the SDK's instance, where it keeps the application's settings. Not part of its public types. */
type WithSettings = {
  __internal_environment?: { organizationSettings?: { enabled?: boolean } } | null;
};

/**
 * Whether the Clerk application has organisations switched on. The SDK has no public way to ask,
 * and on a development key its organisation switcher answers "no" with a prompt meant for
 * developers, so it must not be rendered to find out. `false` if a later SDK keeps its settings
 * elsewhere.
 */
export function hasOrganizations(clerk: object): boolean {
  return (clerk as WithSettings).__internal_environment?.organizationSettings?.enabled === true;
}
