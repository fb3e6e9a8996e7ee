// biome-ignore-all lint/style/noRestrictedImports: the rule keeps the library apart from its house; this is its own test kit.
import { createRouter } from '../router';
import type { Harness } from './contract-suite';
import { createFakeExtension } from './fake-runtime';
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
  async setUp() {
    const contract = createSuiteContract(SITE);
    const extension = createFakeExtension(EXTENSION_ID);
    extension.installWorker((runtime) => {
      const options = { extensionId: EXTENSION_ID, pages: PAGES };
      createRouter(contract, createSuiteHandlers(), options).listen(runtime);
    });
    const documents = [extension.open(popupSender()), extension.open(tabSender())] as const;
    const contentScript = extension.open(contentScriptSender());
    return {
      page: createSuiteDriver(contract, documents[0].runtime),
      secondPage: createSuiteDriver(contract, documents[1].runtime),
      contentScript: createRawDriver(contentScript.runtime),
      async refused(kind) {
        const sender = REFUSED[kind]?.sender();
        if (!sender) throw new Error(`No sender is a "${kind}".`);
        return createRawDriver(extension.open(sender).runtime);
      },
      stopWorker: async () => extension.stopWorker(),
      async tearDown() {
        for (const document of [...documents, contentScript]) document.invalidate();
        extension.stopWorker();
        if (extension.uncheckedErrors.length > 0) {
          throw new Error(`Unchecked runtime.lastError: ${extension.uncheckedErrors.join(' ')}`);
        }
      },
    };
  },
};
