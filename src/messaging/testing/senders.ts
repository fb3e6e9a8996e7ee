/** `MessageSender`s as Chromium 156 fills them in, one for each row of the sender matrix. */
export const EXTENSION_ID = 'abcdefghijklmnopabcdefghijklmnop';
export const OWN_ORIGIN = `chrome-extension://${EXTENSION_ID}`;
export const PAGES = ['/popup.html', '/demo.html'] as const;
export const SITE = 'https://site.example';

/** A fresh sender for the popup or the side panel: no tab, no frame, and nothing of the document. */
export function popupSender(): object {
  return { id: EXTENSION_ID, url: `${OWN_ORIGIN}/popup.html`, origin: OWN_ORIGIN };
}

/** One of our pages in a tab of its own. */
export function tabSender(): object {
  return {
    ...popupSender(),
    url: `${OWN_ORIGIN}/demo.html`,
    frameId: 0,
    tab: { id: 7, index: 0, url: `${OWN_ORIGIN}/demo.html` },
    documentId: crypto.randomUUID(),
    documentLifecycle: 'active',
  };
}

/** One of our pages, framed by a site. */
export function framedSender(): object {
  return { ...tabSender(), frameId: 3, tab: { id: 8, index: 1, url: `${SITE}/` } };
}

/** Our content script in a site's document. */
export function contentScriptSender(origin = SITE): object {
  return {
    id: EXTENSION_ID,
    url: `${SITE}/page`,
    origin,
    frameId: 0,
    tab: { id: 8, index: 1, url: `${SITE}/page` },
    documentId: crypto.randomUUID(),
    documentLifecycle: 'active',
  };
}

/** A page of another extension that is allowed to message ours. */
export function foreignExtensionSender(): object {
  const id = 'ponmlkjihgfedcbaponmlkjihgfedcba';
  return { ...popupSender(), id, origin: `chrome-extension://${id}` };
}
