globalThis.askForToken = () => chrome.runtime.sendMessage({ greeting: 'get-token' });
