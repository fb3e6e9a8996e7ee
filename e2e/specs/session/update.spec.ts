import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PAGES } from '../../../src/config/pages';
import { buildEarlier, earlierVersion } from '../../support/browser/earlier-build';
import { reloadExtension } from '../../support/browser/reload-extension';
import { activeSessions } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { claimsOf, tokenOf } from '../../support/journey/claims';
import { addAda, signInAsAda, signOut } from '../../support/journey/sign-in';

const MATRIX = { tag: '@matrix' };

test(
  'an update from an earlier version signs nobody out',
  MATRIX,
  async ({ launch, clerk, dist }) => {
    // It makes a build of its own, beside whatever the other workers do.
    test.setTimeout(300_000);
    const version = await earlierVersion();
    test.skip(version === null, 'There is no history to build an earlier version from.');
    // Not among the results, which another run would clear away.
    const folder = await mkdtemp(join(tmpdir(), 'earlier-'));
    // An update keeps the id, also where `npm run init -- --own-key` came after that version.
    const { key } = JSON.parse(await readFile(join(dist, 'manifest.json'), 'utf8'));
    const installed = await buildEarlier(version ?? '', folder, {
      VITE_CLERK_PUBLISHABLE_KEY: clerk.publishableKey,
      VITE_EXTENSION_KEY: key,
    });
    const ada = await addAda(clerk);
    const extension = await launch({ dist: installed });
    const before = await extension.openTab(PAGES.sidePanel);
    await signInAsAda(before);
    await before.close();

    await rm(installed, { recursive: true });
    await cp(dist, installed, { recursive: true });
    const manifestFile = join(installed, 'manifest.json');
    const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
    const next = `${manifest.version}.1`;
    await writeFile(manifestFile, JSON.stringify({ ...manifest, version: next }));
    await reloadExtension(extension);
    expect(await extension.worker.evaluate(() => chrome.runtime.getManifest().version)).toBe(next);

    const popup = await extension.openTab(PAGES.popup);
    await expect(popup.getByText(ada.email)).toBeVisible();
    expect(claimsOf(tokenOf(await askWorker(popup, 'auth.getToken'))).sub).toBe(ada.id);
    const panel = await extension.openTab(PAGES.sidePanel);
    await expect(panel.getByRole('region', { name: 'Account' })).toContainText(ada.email);
    // One session all along: nobody had to sign in again.
    expect(await activeSessions(clerk)).toMatchObject([{ userId: ada.id }]);
    await signOut(popup, panel);
    expect(await activeSessions(clerk)).toEqual([]);
    await rm(folder, { recursive: true });
  },
);
