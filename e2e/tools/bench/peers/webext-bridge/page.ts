import { sendMessage } from 'webext-bridge/popup';

globalThis.askForToken = () => sendMessage('getToken', {}, 'background');
