import { client } from '../../../../../src/ui/client';

globalThis.askForToken = () => client.call('auth.getToken', {});

globalThis.watchOnce = () =>
  new Promise((resolve, reject) => {
    const controller = new AbortController();
    const onEvent = () => {
      controller.abort();
      resolve();
    };
    client.watch('auth.watchSession', {}, onEvent, { signal: controller.signal, onError: reject });
  });
