import { expect, test } from '@playwright/test';
import { audit } from '../../../src/build/release/audit';
import { buildFor } from '../../../src/build/release/build-configured';
import { readBuild } from '../../../src/build/release/build-file';
import { forStore } from '../../../src/build/release/for-store';
import { zip } from '../../../src/build/release/zip';
import { parseEnv } from '../../../src/config/parse-env';
import { publishableKeyFor } from '../../servers/embedded-clerk/publishable-key';
import { createWorkFolder } from '../../support/fixtures/builds';

const KEY = { VITE_CLERK_PUBLISHABLE_KEY: publishableKeyFor('production', 'clerk.example.com') };

const CONFIGURATIONS = {
  plain: KEY,
  everything: {
    ...KEY,
    // #region feature: sync-host
    VITE_CLERK_SYNC_HOST: 'https://example.com',
    // #endregion feature: sync-host
    VITE_API_ORIGIN: 'https://api.example.com',
    // #region feature: sites
    VITE_SITES: 'on',
    // #endregion feature: sites
    VITE_CLERK_TELEMETRY: 'on',
  },
};

for (const [name, raw] of Object.entries(CONFIGURATIONS)) {
  test(`the audit finds nothing in a production build: ${name}`, async () => {
    const env = parseEnv(raw);
    const outDir = await createWorkFolder('release');
    await buildFor(env, { outDir });
    expect(audit(await readBuild(outDir), env)).toEqual([]);
  });
}

test('the same sources give the same bytes', async () => {
  const zips = [];
  for (const folder of ['once', 'again']) {
    const outDir = await createWorkFolder(folder);
    await buildFor(parseEnv(KEY), { outDir });
    zips.push(Buffer.from(zip(forStore(await readBuild(outDir)))).toString('base64'));
  }
  expect(zips[1]).toBe(zips[0]);
});
