/** The floor: what Chromium itself takes. */
chrome.runtime.onMessage.addListener((_message, _sender, sendResponse) => {
  sendResponse({ ok: true, data: __PAYLOAD__ });
});
