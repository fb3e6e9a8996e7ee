// biome-ignore-all lint/style/noRestrictedImports: the rule keeps the library apart from its house; this is its own test kit.
import { createRouter } from '../router';
import type { Harness } from './contract-suite';
import { createFakeExtension, type FakeContext } from './fake-runtime';
import {
  contentScriptSender,
  EXTENSION_ID,
  foreignExtensionSender,
  framedSender,
  PAGES,
  popupSender,
  SITE,
  tabSender,
} from './senders';
import { createSuiteContract } from './suite-contract';
import { createRawDriver, createSuiteDriver } from './suite-driver';
import { createSuiteHandlers } from './suite-handlers';

const REFUSED: Record<string, { sender: () => object; reason: string }> = {
  'framed page': { sender: framedSender, reason: 'framed-page' },
  'sandboxed frame': { sender: () => contentScriptSender('null'), reason: 'opaque-origin' },
  'page of another extension': { sender: foreignExtensionSender, reason: 'foreign-extension' },
  'prerendered page': {
    sender: () => ({ ...tabSender(), documentLifecycle: 'prerender' }),
    reason: 'inactive-document',
  },
};

/** The suite's harness on the fake `chrome.runtime`. */
export const fakeHarness: Harness = {
  name: 'a fake runtime',
  refused: Object.entries(REFUSED).map(([kind, { reason }]) => ({ kind, reason })),
  async setUp(transport) {
    const contract = createSuiteContract(SITE);
    const extension = createFakeExtension(EXTENSION_ID);
    extension.installWorker((runtime) => {
      const options = { extensionId: EXTENSION_ID, pages: PAGES };
      createRouter(contract, createSuiteHandlers(), options).listen(runtime);
    });
    const documents: FakeContext[] = [];
    const open = (sender: object) => {
      const document = extension.open(sender);
      documents.push(document);
      return document.runtime;
    };
    return {
      page: createSuiteDriver(contract, open(popupSender()), transport),
      secondPage: async () => {
        const runtime = open(tabSender());
        const close = async () => documents.at(-1)?.close();
        return { ...createSuiteDriver(contract, runtime, transport), close };
      },
      contentScript: async () => createRawDriver(open(contentScriptSender())),
      async refused(kind) {
        const sender = REFUSED[kind]?.sender();
        if (!sender) throw new Error(`No sender is a "${kind}".`);
        return createRawDriver(open(sender));
      },
      stopWorker: async () => extension.stopWorker(),
      async tearDown() {
        for (const document of documents) document.invalidate();
        extension.stopWorker();
        if (extension.uncheckedErrors.length > 0) {
          throw new Error(`Unchecked runtime.lastError: ${extension.uncheckedErrors.join(' ')}`);
        }
      },
    };
  },
};
