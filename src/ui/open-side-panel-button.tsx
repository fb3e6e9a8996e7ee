import { type ReactNode, useState } from 'react';
import { Button } from './button';
import { useWindowId } from './use-window-id';

/** Opens the side panel beside the page. `onOpened` runs once Chrome says that it did. */
export function OpenSidePanelButton({
  look = 'secondary',
  onOpened,
  children,
}: {
  look?: 'primary' | 'secondary';
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
      <Button look={look} onClick={open}>
        {children}
      </Button>
      {refused && (
        <p role="alert" className="muted">
          Chrome did not open the side panel. Try again, or choose it from Chrome’s side panel menu.
        </p>
      )}
    </>
  );
}
