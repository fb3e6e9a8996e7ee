import type { CDPSession, Page } from '@playwright/test';

/** What makes and uses passkeys in place of a person's own device, and of their finger on it. */
export interface PasskeyDevice {
  /**
   * Whether a person is there who agrees to what is asked, in which case they agree at once. At first nobody
   * is, and whatever is asked waits.
   */
  setPresent(isPresent: boolean): Promise<void>;
  /** Whether the person passes for themselves: a finger that is recognised, or not. */
  setVerified(isVerified: boolean): Promise<void>;
  /** The relying party of each passkey that is on the device. */
  relyingParties(): Promise<string[]>;
  /** How often the page has asked for a passkey to be offered beside a field, with no dialog. */
  countOffers(): Promise<number>;
}

/** What of a page's global object is used here; its type is the DOM's. */
type Global = {
  navigator: { credentials: { get(options?: { mediation?: string }): Promise<unknown> } };
  passkeyOffers: number;
};

/**
 * Gives `page`, as it is loaded now, an authenticator of its own, Chromium's virtual one: what a page may ask
 * for, and what is signed, Chromium decides as for a real one.
 * https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/
 */
export async function addPasskeyDevice(page: Page): Promise<PasskeyDevice> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: false,
    },
  });
  await page.evaluate(() => {
    const global = globalThis as unknown as Global;
    const { credentials } = global.navigator;
    const get = credentials.get.bind(credentials);
    global.passkeyOffers = 0;
    credentials.get = (options) => {
      if (options?.mediation === 'conditional') global.passkeyOffers += 1;
      return get(options);
    };
  });
  return {
    async setPresent(enabled) {
      await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
    },
    async setVerified(isUserVerified) {
      await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
    async relyingParties() {
      const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
      return credentials.map(({ rpId = '' }) => rpId);
    },
    countOffers: () => page.evaluate(() => (globalThis as unknown as Global).passkeyOffers),
  };
}
