import { defineExtensionMessaging } from '@webext-core/messaging';

const { sendMessage } = defineExtensionMessaging();
globalThis.askForToken = () => sendMessage('getToken', {});
