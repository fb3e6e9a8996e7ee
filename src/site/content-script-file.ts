/** The content script's file inside the package. */
export const CONTENT_SCRIPT_FILE = 'content-script.js';
