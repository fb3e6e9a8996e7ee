import { activeSessions } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import {
  expectFormThatSays,
  GOOGLE,
  openForProviders,
  openProvider,
  signInAtProvider,
} from '../../support/journey/provider';
import { ADA, addAda, signOut } from '../../support/journey/sign-in';

/** Callbacks that are not of the sign-in under way, for the kind of key that the file asks for. */
export function describeForgedCallbacks(mode: 'development' | 'production'): void {
  test('a forged, used or foreign callback signs nobody in, and the next try goes through', async ({
    extension,
    clerk,
  }) => {
    await addAda(clerk);
    const { popup, panel } = await openForProviders(extension, clerk);
    const ours = `https://${extension.extensionId}.chromiumapp.org`;
    const others = `https://${'a'.repeat(32)}.chromiumapp.org`;
    // Nothing is there, and no name server need be asked about it.
    await extension.context.route(`${others}/**`, (route) => route.abort());

    const signIn = async () => {
      // The provider would remember who was there, and lead back before anybody gets in the way.
      await extension.context.clearCookies();
      await signInAtProvider(await openProvider(panel, GOOGLE), ADA.email);
      await expect(popup.getByText(ADA.email)).toBeVisible();
    };
    /** Somebody in the window's way sends it to `place` before anything was proved. */
    const expectRefused = async (place: string, sentence: RegExp) => {
      await extension.context.clearCookies();
      const window = await openProvider(panel, GOOGLE);
      // Chrome closes the window.
      await window.goto(place).catch(() => {});
      await expectFormThatSays(panel, sentence);
      await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
      expect(await activeSessions(clerk)).toEqual([]);
    };

    await expectRefused(`${ours}/clerk?rotating_token_nonce=forged`, /not found/i);
    const wrongState = `https://${clerk.host}/v1/oauth_callback?code=forged&state=forged`;
    await expectRefused(wrongState, /could not be loaded/);
    await expectRefused(`${ours}/other?rotating_token_nonce=forged`, /did not return to this/);
    await expectRefused(`${others}/clerk?rotating_token_nonce=forged`, /could not be loaded/);

    if (mode === 'production') {
      const redeemed = panel.waitForRequest(/rotating_token_nonce=(?!forged)/, { timeout: 60_000 });
      await signIn();
      const used = new URL((await redeemed).url()).searchParams.get('rotating_token_nonce');
      await signOut(popup, panel);
      await expectRefused(`${ours}/clerk?rotating_token_nonce=${used}`, /not found/i);
    }
    await signIn();
  });
}
