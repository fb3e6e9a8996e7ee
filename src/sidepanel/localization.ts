import type { LocalizationResource } from '@clerk/shared/types';
import { type Cause, clerkCodesOf } from '../auth/cause';
import { causeCopy } from '../ui/cause-copy';
// #region feature: languages
import { useClerkPack } from './clerk-pack';

// #endregion feature: languages

/**
 * The causes for which Clerk's own sentence is meant for whoever made the application. What it says of a
 * locked or banned account, or of maintenance, is for people, and names the time or the support.
 */
const NOT_FOR_PEOPLE: readonly Cause[] = [
  'native-api-off',
  'origin-not-allowed',
  'unknown-key',
  'bot-protection',
  'redirect-not-allowed',
];

/** Clerk's own words, which are English. */
const AS_THEY_ARE: LocalizationResource = {};

/**
 * What Clerk's components say in the language of the page, and its forms in place of such a sentence, by
 * Clerk's code. `undefined` until that is loaded.
 * https://clerk.com/docs/guides/customizing-clerk/localization#customize-error-messages
 */
export function useLocalization(): LocalizationResource | undefined {
  let pack: LocalizationResource | undefined = AS_THEY_ARE;
  // #region feature: languages
  pack = useClerkPack();
  // #endregion feature: languages
  return pack && withOwnErrors(pack);
}

/** One for each pack: a new object would make Clerk render all that it shows anew. */
const built = new WeakMap<LocalizationResource, LocalizationResource>();

function withOwnErrors(pack: LocalizationResource): LocalizationResource {
  const earlier = built.get(pack);
  if (earlier) return earlier;
  const localization = {
    ...pack,
    unstable__errors: { ...pack.unstable__errors, ...ownErrors() },
  };
  built.set(pack, localization);
  return localization;
}

function ownErrors(): NonNullable<LocalizationResource['unstable__errors']> {
  return Object.fromEntries(
    NOT_FOR_PEOPLE.flatMap((cause) => {
      const { title, advice } = causeCopy(cause);
      return clerkCodesOf(cause).map((code) => [code, `${title}. ${advice}`]);
    }),
  );
}
