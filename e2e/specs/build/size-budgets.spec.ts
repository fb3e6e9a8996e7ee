import { PAGES } from '../../../src/config/pages';
import { expect, test } from '../../support/fixtures/test';
import {
  PART_SIZES,
  SIZE_BUDGETS,
  scriptsOfClerkPanel,
  scriptsOfPage,
} from '../../tools/sizes/sizes';

for (const part of Object.keys(SIZE_BUDGETS) as (keyof typeof SIZE_BUDGETS)[]) {
  const budget = SIZE_BUDGETS[part];
  test(`${part} weighs at most ${budget} kB`, async ({ dist }) => {
    const size = (await PART_SIZES[part](dist)) / 1000;
    expect(
      size,
      `${part} weighs ${size.toFixed(1)} kB: take out what made it heavier, load that later, or, if it is worth its weight, raise the number in e2e/tools/sizes/sizes.ts and say why`,
    ).toBeLessThanOrEqual(budget);
  });
}

test('the popup is in three scripts, for each further file takes Chromium milliseconds', async ({
  dist,
}) => {
  expect((await scriptsOfPage(dist, PAGES.popup)).size).toBeLessThanOrEqual(3);
});

test('the side panel shows Clerk’s components from five scripts, none of Clerk in its frame', async ({
  dist,
}) => {
  const scripts = [...(await scriptsOfClerkPanel(dist))];
  expect(scripts.length).toBeLessThanOrEqual(5);
  expect([...(await scriptsOfPage(dist, PAGES.sidePanel))].join()).not.toContain('clerk-panel');
});
