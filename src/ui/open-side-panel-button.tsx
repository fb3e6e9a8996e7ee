import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { t } from '../i18n/t';
import { Button } from './button';

/** Opens the side panel beside the page. `onOpened` runs once Chrome says that it did. */
export function OpenSidePanelButton({
  variant = 'secondary',
  onOpened,
  children,
}: {
  variant?: 'primary' | 'secondary';
  onOpened?: () => void;
  children: ReactNode;
}) {
  const windowId = useWindowId();
  const [refused, setRefused] = useState(false);

  // Not async: an `await` before `open` would lose the user gesture that it needs.
  function open() {
    setRefused(false);
    if (windowId.current === undefined) {
      setRefused(true);
      return;
    }
    chrome.sidePanel.open({ windowId: windowId.current }).then(onOpened, () => setRefused(true));
  }

  return (
    <>
      <Button variant={variant} onClick={open}>
        {children}
      </Button>
      {refused && (
        <p role="alert" className="muted">
          {t('sidePanelRefused')}
        </p>
      )}
    </>
  );
}

/**
 * The browser window this page is in, looked up ahead: `chrome.sidePanel.open` must be called in
 * the very turn of the click, when there is no time to ask. A tab may move to another window, so it
 * is looked up again each time the page gets the focus.
 *
 * @returns a ref that holds `undefined` until the first answer.
 */
function useWindowId(): RefObject<number | undefined> {
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
