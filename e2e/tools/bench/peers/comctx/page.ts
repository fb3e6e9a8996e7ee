import { injectTokens } from './proxy';

const tokens = injectTokens();
globalThis.askForToken = () => tokens.getToken();
