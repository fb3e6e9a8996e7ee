import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifySender, contentScriptOf, extensionPage, grantedSite } from './sender';
import {
  contentScriptSender,
  EXTENSION_ID,
  foreignExtensionSender,
  framedSender,
  OWN_ORIGIN,
  PAGES,
  popupSender,
  SITE,
  tabSender,
} from './testing/senders';

const options = { extensionId: EXTENSION_ID, pages: PAGES };
const classify = (sender: unknown) => classifySender(sender, options);
const without = (sender: object, name: string) =>
  Object.fromEntries(Object.entries(sender).filter(([key]) => key !== name));

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

describe('classifySender', () => {
  it('knows the popup and the side panel, which are in no tab', () => {
    expect(classify(popupSender())).toEqual({ kind: 'extensionPage', page: '/popup.html' });
  });

  it('knows a page of ours in a tab', () => {
    expect(classify(tabSender())).toMatchObject({
      kind: 'extensionPage',
      page: '/demo.html',
      tabId: 7,
    });
  });

  it('knows a page by its path, whatever its query and fragment', () => {
    const url = `${OWN_ORIGIN}/popup.html?tab=2#top`;
    expect(classify({ ...popupSender(), url })).toMatchObject({ page: '/popup.html' });
  });

  it.each([0, 5])('knows a content script in frame %i', (frameId) => {
    expect(classify({ ...contentScriptSender(), frameId })).toMatchObject({
      kind: 'contentScript',
      origin: SITE,
      tabId: 8,
      frameId,
    });
  });

  it.each<[string, string, unknown]>([
    ['malformed-sender', 'nothing', undefined],
    ['malformed-sender', 'null', null],
    ['malformed-sender', 'a string', OWN_ORIGIN],
    ['malformed-sender', 'what cannot be read', revoked()],
    ['malformed-sender', 'an origin that is no string', { ...popupSender(), origin: [OWN_ORIGIN] }],
    ['malformed-sender', 'a frame that is no number', { ...tabSender(), frameId: '0' }],
    ['malformed-sender', 'a negative frame', { ...tabSender(), frameId: -1 }],
    ['malformed-sender', 'a tab that is none', { ...tabSender(), tab: 7 }],
    ['malformed-sender', 'a tab of no window', { ...tabSender(), tab: { id: -1 } }],
    ['malformed-sender', 'a tab without an id', { ...tabSender(), tab: {} }],
    ['malformed-sender', 'a null tab', { ...tabSender(), tab: null }],
    ['foreign-extension', 'an empty object', {}],
    ['foreign-extension', 'a page of another extension', foreignExtensionSender()],
    [
      'foreign-extension',
      'another extension that claims our origin',
      { ...foreignExtensionSender(), origin: OWN_ORIGIN },
    ],
    ['foreign-extension', 'a web page that may connect', without(contentScriptSender(), 'id')],
    ['native-application', 'a native host', { ...popupSender(), nativeApplication: 'host' }],
    [
      'malformed-sender',
      'a tab that may be incognito',
      { ...tabSender(), tab: { id: 7, incognito: 'true' } },
    ],
    [
      'incognito-tab',
      'a content script in an incognito tab',
      { ...contentScriptSender(), tab: { id: 8, incognito: true } },
    ],
    [
      'incognito-tab',
      'a page of ours in an incognito tab',
      { ...tabSender(), tab: { id: 7, incognito: true } },
    ],
    ['inactive-document', 'a prerendered page', { ...tabSender(), documentLifecycle: 'prerender' }],
    [
      'inactive-document',
      'a page of which nobody says whether it is shown',
      without(tabSender(), 'documentLifecycle'),
    ],
    ['inactive-document', 'a cached page', { ...tabSender(), documentLifecycle: 'cached' }],
    ['inactive-document', 'a later kind of page', { ...tabSender(), documentLifecycle: 'asleep' }],
    ['missing-origin', 'no origin', without(popupSender(), 'origin')],
    ['missing-origin', 'an empty origin', { ...popupSender(), origin: '' }],
    ['opaque-origin', 'a sandboxed frame', contentScriptSender('null')],
    ['opaque-origin', 'our page, sandboxed', { ...tabSender(), origin: 'null' }],
    ['framed-page', 'our page in a site', framedSender()],
    [
      'url-mismatch',
      'our origin with a site’s url',
      { ...popupSender(), url: `${SITE}/popup.html` },
    ],
    ['url-mismatch', 'our origin with no url', without(popupSender(), 'url')],
    [
      'url-mismatch',
      'a look-alike url',
      { ...popupSender(), url: `${OWN_ORIGIN}.evil/popup.html` },
    ],
    [
      'unknown-page',
      'a page of ours that is not listed',
      { ...popupSender(), url: `${OWN_ORIGIN}/x` },
    ],
    ['unknown-page', 'the extension’s root', { ...popupSender(), url: `${OWN_ORIGIN}/` }],
    ['unknown-page', 'an encoded path', { ...popupSender(), url: `${OWN_ORIGIN}/%70opup.html` }],
    ['unknown-page', 'a detour', { ...popupSender(), url: `${OWN_ORIGIN}/x/../popup.html` }],
    ['unknown-page', 'a doubled slash', { ...popupSender(), url: `${OWN_ORIGIN}//popup.html` }],
    [
      'unknown-page',
      'a path in the query',
      { ...popupSender(), url: `${OWN_ORIGIN}/?/popup.html` },
    ],
    [
      'unsupported-origin',
      'our origin and a slash',
      { ...popupSender(), origin: `${OWN_ORIGIN}/` },
    ],
    ['unsupported-origin', 'a longer origin', { ...popupSender(), origin: `${OWN_ORIGIN}.evil` }],
    ['unsupported-origin', 'upper case', { ...popupSender(), origin: OWN_ORIGIN.toUpperCase() }],
    [
      'unsupported-origin',
      'another scheme',
      { ...popupSender(), origin: `moz-extension://${EXTENSION_ID}` },
    ],
    ['unsupported-origin', 'a file', contentScriptSender('file://')],
    ['unsupported-origin', 'data', contentScriptSender('data:text/html,hi')],
    ['unsupported-origin', 'a url for an origin', contentScriptSender(`${SITE}/page`)],
    ['unsupported-origin', 'credentials', contentScriptSender('https://user@site.example')],
    ['unsupported-origin', 'a default port', contentScriptSender('https://site.example:443')],
    ['unsupported-origin', 'no host', contentScriptSender('https://')],
    ['not-in-a-tab', 'a site in no tab', without(contentScriptSender(), 'tab')],
    ['not-in-a-tab', 'a site in no frame', without(contentScriptSender(), 'frameId')],
  ])('refuses with %s: %s', (reason, _what, sender) => {
    expect(classify(sender)).toEqual({ kind: 'refused', reason });
  });

  it('does not change what it reads', () => {
    const sender = Object.freeze(tabSender());
    expect(classify(sender)).toEqual(classify(sender));
  });

  it('refuses anything at all', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (sender) => {
        expect(classify(sender).kind).toBe('refused');
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses a page with any one field changed', { timeout: 30_000 }, () => {
    const field = fc.constantFrom('id', 'origin', 'url', 'frameId', 'tab', 'documentLifecycle');
    const value = fc.oneof(
      fc.anything(),
      fc.string().map((text) => OWN_ORIGIN + text),
      fc.string().map((text) => text + OWN_ORIGIN),
      fc.webUrl(),
      fc.nat(),
      fc.record({ id: fc.nat() }),
    );
    fc.assert(
      fc.property(field, value, (name, changed) => {
        const sender = tabSender() as Record<string, unknown>;
        fc.pre(sender[name] !== changed);
        const classified = classify({ ...sender, [name]: changed });
        if (classified.kind !== 'extensionPage') return;
        // What may vary without harm: another tab, another top frame, absence of what is optional.
        expect(
          changed === undefined ||
            (name === 'frameId' && changed === 0) ||
            (name === 'tab' && Number.isInteger((changed as { id: number }).id)) ||
            (name === 'url' && String(changed).startsWith(`${OWN_ORIGIN}/`)),
        ).toBe(true);
        expect(PAGES).toContain(classified.page);
      }),
      { numRuns: 5_000 },
    );
  });

  it('classifies every web origin as a content script', () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        const { origin } = new URL(url);
        expect(classify(contentScriptSender(origin))).toMatchObject({
          kind: 'contentScript',
          origin,
        });
      }),
    );
  });
});

describe('rules', () => {
  const page = classify(popupSender());
  const script = classify(contentScriptSender());
  const refused = classify(framedSender());

  it('extensionPage admits our pages only', () => {
    expect([page, script, refused].map(extensionPage.admits)).toEqual([true, false, false]);
  });

  it('contentScriptOf admits content scripts of its origins only', () => {
    const rule = contentScriptOf(SITE, 'http://localhost:3000');
    expect([page, script, refused].map(rule.admits)).toEqual([false, true, false]);
    const elsewhere = classify(contentScriptSender(`${SITE}.evil.example`));
    expect(rule.admits(elsewhere)).toBe(false);
  });

  it('grantedSite asks about content scripts at the top of a tab only', () => {
    const frame = classify({ ...contentScriptSender(), frameId: 3 });
    const asked: string[] = [];
    const isGranted = (origin: string) => {
      asked.push(origin);
      return true;
    };
    const senders = [page, script, frame, refused];
    expect(senders.map((sender) => grantedSite.admits(sender, isGranted))).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(asked).toEqual([SITE]);
  });
});
