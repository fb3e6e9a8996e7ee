import { type Adapter, defineProxy } from 'comctx';

const adapter: Adapter = {
  // Sent one way: comctx matches answers to calls by itself.
  sendMessage: (message) => void chrome.runtime.sendMessage(message).catch(() => {}),
  onMessage: (callback) => {
    const listener = (message: object) => void callback(message);
    chrome.runtime.onMessage.addListener(listener);
    return () => chrome.runtime.onMessage.removeListener(listener);
  },
};

const [provide, inject] = defineProxy(() => ({ getToken: async () => __PAYLOAD__ }), {
  namespace: 'bench',
});

export const provideTokens = () => provide(adapter);
export const injectTokens = () => inject(adapter);
