import { type RefObject, useEffect, useRef } from 'react';

/**
 * The browser window this page is in, looked up ahead: `chrome.sidePanel.open` must be called in
 * the very turn of the click, when there is no time to ask. A tab may move to another window, so it
 * is looked up again each time the page gets the focus.
 *
 * @returns a ref that holds `undefined` until the first answer.
 */
export function useWindowId(): RefObject<number | undefined> {
  const windowId = useRef<number>(undefined);
  useEffect(() => {
    const lookUp = () => {
      chrome.windows.getCurrent().then(
        (current) => {
          windowId.current = current.id;
        },
        () => {
          // The window is closing, and this page with it.
        },
      );
    };
    lookUp();
    window.addEventListener('focus', lookUp);
    return () => window.removeEventListener('focus', lookUp);
  }, []);
  return windowId;
}
