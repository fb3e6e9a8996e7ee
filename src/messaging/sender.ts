/** A document that the router may serve, by what Chrome itself says of it. */
export type KnownSender =
  | {
      readonly kind: 'extensionPage';
      /** Path inside the package, one of the pages the router was given. */
      readonly page: string;
      /** Absent for the popup and the side panel, which are in no tab. */
      readonly tabId?: number;
      /** Chrome's id of this one document; another load of the same page has another. */
      readonly documentId?: string;
    }
  | {
      readonly kind: 'contentScript';
      /** Origin of the document it runs in, such as `https://example.com`. */
      readonly origin: string;
      readonly tabId: number;
      /** 0 in the tab's own document, positive in a frame. */
      readonly frameId: number;
      readonly documentId?: string;
    };

/** Why nobody is served: each is the first of these that holds. */
export type RefusalReason =
  /** Not an object, or a field is of a type Chrome never sends. */
  | 'malformed-sender'
  /** Of another extension, or of none. */
  | 'foreign-extension'
  /** A native messaging host. */
  | 'native-application'
  /** In an incognito tab, whose site must not act as the regular profile. */
  | 'incognito-tab'
  /** The document is not said to be on screen: prerendered, in the back/forward cache, being discarded. */
  | 'inactive-document'
  | 'missing-origin'
  /** `"null"`: sandboxed, or a `data:` document. */
  | 'opaque-origin'
  /** Neither our own nor http or https: `file:`, another extension's, or misspelt. */
  | 'unsupported-origin'
  /** Our origin in a frame: some site may have framed it. */
  | 'framed-page'
  /** Our origin, but its URL is elsewhere, so one of the two is not true. */
  | 'url-mismatch'
  /** Our origin, but not one of the pages. */
  | 'unknown-page'
  /** A site's origin, but in no tab or frame, as no content script is. */
  | 'not-in-a-tab';

/** Who sent a message, or why it is nobody the router could serve. */
export type ClassifiedSender =
  | KnownSender
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** Says of a sender whether a route admits it. Rules are never asked about refused senders. */
export type SenderRule = {
  readonly name: string;
  admits(sender: ClassifiedSender): boolean;
};

/** Admits the extension's own pages: the listed ones, at the top of their tab, popup or panel. */
export const extensionPage: SenderRule = {
  name: 'extensionPage',
  admits: (sender) => sender.kind === 'extensionPage',
};

/**
 * Admits our content scripts in documents of exactly these origins, frames included. A page can
 * take over a content script's process, so such a route trusts the site itself.
 */
export function contentScriptOf(...origins: readonly string[]): SenderRule {
  const admitted = new Set(origins);
  return {
    name: 'contentScriptOf',
    admits: (sender) => sender.kind === 'contentScript' && admitted.has(sender.origin),
  };
}

/** Whether the user lets this origin, such as `https://example.com`, act for them now. */
export type IsGranted = (origin: string) => boolean | Promise<boolean>;

/**
 * A rule that the contract only names: it is settled for each call by the router's `isGranted`, which
 * may have to ask the browser. Calls may have such rules; streams admit at once or not.
 */
export type AsyncSenderRule = {
  readonly name: string;
  readonly needs: 'isGranted';
  admits(sender: ClassifiedSender, isGranted: IsGranted): boolean | Promise<boolean>;
};

/**
 * Admits our content scripts at the top of a tab, in documents of the origins that the router's
 * `isGranted` admits at that moment. It is not asked about frames: the user granted the site they see.
 */
export const grantedSite: AsyncSenderRule = {
  name: 'grantedSite',
  needs: 'isGranted',
  admits: (sender, isGranted) =>
    sender.kind === 'contentScript' && sender.frameId === 0 && isGranted(sender.origin),
};

/** Whether a rule is settled by the router's `isGranted`. */
export function needsGrant(rule: SenderRule | AsyncSenderRule): rule is AsyncSenderRule {
  return 'needs' in rule;
}

/**
 * Reads a `MessageSender` as Chrome fills it in. `id` alone proves nothing, since content scripts
 * carry ours; the origin, the frame and the path together do. What is not recognised is refused, so
 * a kind of sender that some later Chrome brings is refused too. Never throws.
 *
 * @param options.pages paths inside the package, such as `/popup.html`.
 * @see https://developer.chrome.com/docs/extensions/reference/api/runtime#type-MessageSender
 */
export function classifySender(
  sender: unknown,
  options: { extensionId: string; pages: readonly string[] },
): ClassifiedSender {
  try {
    return isSenderShape(sender) ? classify(sender, options) : refused('malformed-sender');
  } catch {
    return refused('malformed-sender');
  }
}

function classify(
  sender: SenderShape,
  { extensionId, pages }: { extensionId: string; pages: readonly string[] },
): ClassifiedSender {
  const { origin, frameId, tab, documentId } = sender;
  if (sender.id !== extensionId) return refused('foreign-extension');
  if (sender.nativeApplication !== undefined) return refused('native-application');
  // Defence in depth: the manifest's "incognito" keeps the extension out of such tabs already.
  if (tab?.incognito === true) return refused('incognito-tab');
  // Of the popup and the side panel, which are in no tab, Chrome does not say; of all others it does.
  const isInTab = tab !== undefined || frameId !== undefined;
  const lifecycle = sender.documentLifecycle ?? (isInTab ? 'unknown' : 'active');
  if (lifecycle !== 'active') return refused('inactive-document');
  if (origin === undefined || origin === '') return refused('missing-origin');
  if (origin === 'null') return refused('opaque-origin');

  const document = documentId === undefined ? {} : { documentId };
  const ownOrigin = `chrome-extension://${extensionId}`;
  if (origin === ownOrigin) {
    if (frameId !== undefined && frameId !== 0) return refused('framed-page');
    if (!sender.url?.startsWith(`${ownOrigin}/`)) return refused('url-mismatch');
    const page = pathOf(sender.url.slice(ownOrigin.length));
    if (!pages.includes(page)) return refused('unknown-page');
    return { kind: 'extensionPage', page, ...(tab ? { tabId: tab.id } : {}), ...document };
  }
  if (!isWebOrigin(origin)) return refused('unsupported-origin');
  if (tab === undefined || frameId === undefined) return refused('not-in-a-tab');
  return { kind: 'contentScript', origin, tabId: tab.id, frameId, ...document };
}

type SenderShape = {
  id?: string;
  origin?: string;
  url?: string;
  frameId?: number;
  tab?: { id: number; incognito?: boolean };
  documentId?: string;
  documentLifecycle?: string;
  nativeApplication?: string;
};

function isSenderShape(sender: unknown): sender is SenderShape {
  if (typeof sender !== 'object' || sender === null) return false;
  const fields = sender as Record<string, unknown>;
  const tab = fields.tab;
  return (
    ['id', 'origin', 'url', 'documentId', 'documentLifecycle', 'nativeApplication'].every(
      (name) => fields[name] === undefined || typeof fields[name] === 'string',
    ) &&
    (fields.frameId === undefined || isIndex(fields.frameId)) &&
    (tab === undefined || isTab(tab))
  );
}

function isTab(tab: unknown): boolean {
  if (typeof tab !== 'object' || tab === null) return false;
  const { id, incognito } = tab as Record<string, unknown>;
  return isIndex(id) && (incognito === undefined || typeof incognito === 'boolean');
}

function isIndex(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

// As text, for `URL` would repair look-alikes. Chrome spells a URL in one way only.
function pathOf(pathQueryFragment: string): string {
  const end = pathQueryFragment.search(/[?#]/);
  return end < 0 ? pathQueryFragment : pathQueryFragment.slice(0, end);
}

/** An http or https origin spelt exactly as a browser spells it. */
function isWebOrigin(origin: string): boolean {
  return /^https?:\/\//.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin;
}

function refused(reason: RefusalReason): ClassifiedSender {
  return { kind: 'refused', reason };
}
