/** Where `chrome.storage.local` keeps the language that a person chose, for the worker; nothing while it is Chrome's. */
export const LANGUAGE_KEY = 'language';
