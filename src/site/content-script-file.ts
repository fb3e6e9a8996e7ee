/** The content script's file inside the package. A module of its own: Vite's configuration reads it. */
export const CONTENT_SCRIPT_FILE = 'content-script.js';
