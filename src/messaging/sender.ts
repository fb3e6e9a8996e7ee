/** What Chrome says of a sender, as much of it as is judged. */
export type RawSender = {
  id?: string | undefined;
  origin?: string | undefined;
  url?: string | undefined;
  frameId?: number | undefined;
  documentLifecycle?: string | undefined;
  tab?: { id?: number | undefined } | undefined;
};

/** Why a sender is not trusted. */
export type RefusalReason =
  /** It says nothing usable of itself. */
  | 'unidentified'
  /** Another extension, an app or a native host. */
  | 'other-extension'
  /** A page of ours inside somebody's frame. */
  | 'framed'
  /** Our origin, but not a page of the extension's list. */
  | 'unknown-page'
  /** A page that is not shown (prerendered, cached). */
  | 'inactive-document'
  /** A script of ours in a page that is not ours. */
  | 'content-script'
  /** The same in a sandboxed or opaque frame. */
  | 'opaque-origin';

/** A sender, judged. Only `extensionPage` is ours; everything else is refused by a reason. */
export type ClassifiedSender =
  | { readonly kind: 'extensionPage'; readonly page: string; readonly tabId: number | undefined }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** Who may call a route. */
export type SenderRule = {
  readonly name: string;
  admits(sender: ClassifiedSender): boolean;
};

/** A page of this extension at the top of its window: popup, side panel or tab. */
export const extensionPage: SenderRule = {
  name: 'extensionPage',
  admits: ({ kind }) => kind === 'extensionPage',
};

/**
 * Judges a sender by what Chrome says of it, failing closed on whatever is missing or new.
 *
 * `id` proves nothing on its own: content scripts carry ours. Trust needs our origin, the top frame
 * (popup and side panel have no `frameId`, a tab has 0) and a path on the list.
 *
 * @param pages paths of our pages, as `/src/popup/index.html`.
 * @see https://developer.chrome.com/docs/extensions/reference/api/runtime#type-MessageSender
 */
export function classifySender(
  sender: RawSender | undefined,
  ours: { extensionId: string; pages: readonly string[] },
): ClassifiedSender {
  if (typeof sender !== 'object' || sender === null) return refused('unidentified');
  if (typeof sender.id !== 'string' || sender.id === '') return refused('unidentified');
  if (sender.id !== ours.extensionId) return refused('other-extension');
  const { origin, url, frameId, documentLifecycle, tab } = sender;
  if (typeof origin !== 'string' || origin === '') return refused('unidentified');
  if (origin === 'null') return refused('opaque-origin');
  if (origin !== `chrome-extension://${ours.extensionId}`) return refused('content-script');
  if (frameId !== undefined && frameId !== 0) return refused('framed');
  if (documentLifecycle !== undefined && documentLifecycle !== 'active') {
    return refused('inactive-document');
  }
  const page = pathWithin(origin, url);
  if (page === null || !ours.pages.includes(page)) return refused('unknown-page');
  return { kind: 'extensionPage', page, tabId: tab?.id };
}

function pathWithin(origin: string, url: unknown): string | null {
  if (typeof url !== 'string' || !url.startsWith(`${origin}/`)) return null;
  return url.slice(origin.length).replace(/[?#].*$/s, '');
}

function refused(reason: RefusalReason): ClassifiedSender {
  return { kind: 'refused', reason };
}
