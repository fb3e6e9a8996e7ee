import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';

/**
 * The command, indented, that opens a Chromium with the extension in `dist` and flags that say where the
 * embedded Clerk's hosts are and which certificate to trust.
 */
export function chromiumCommand(
  { chromiumArgs }: Pick<EmbeddedClerk, 'chromiumArgs'>,
  dist: string,
): string {
  return [
    `    chromium --user-data-dir=$(mktemp -d) --load-extension=${dist}`,
    ...chromiumArgs.map((arg) => `'${arg}'`),
  ].join(' \\\n      ');
}
