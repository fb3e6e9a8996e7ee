/**
 * Where `chrome.storage.session` keeps the version of an update that Chrome has fetched and not yet
 * installed. Chrome empties that area when it installs one.
 */
export const UPDATE_READY_KEY = 'update-ready';
