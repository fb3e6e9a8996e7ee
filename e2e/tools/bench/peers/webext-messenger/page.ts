import { backgroundTarget, getMethod } from 'webext-messenger';

const getToken = getMethod('getToken', backgroundTarget);
globalThis.askForToken = () => getToken({});
