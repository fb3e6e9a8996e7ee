import { type ReactNode, useEffect, useState } from 'react';
import { NAME } from '../config/brand';
import { COMMANDS } from '../config/commands';
import { Button } from '../ui/button';
import { displayName } from '../ui/display-name';
import { CheckIcon, Mark, PanelIcon } from '../ui/icons';
import { OpenSidePanelButton } from '../ui/open-side-panel-button';
import { useSession } from '../ui/use-session';
import { openShortcutSettings, type Shortcut, useShortcuts } from '../ui/use-shortcuts';
import './welcome.css';

/** The first steps after the installation: each says by itself when it is done. */
export function Welcome() {
  const { snapshot } = useSession();
  const pinned = usePinned();
  const shortcuts = useShortcuts();
  const user = snapshot?.status === 'signed-in' ? snapshot.user : null;
  return (
    <div className="welcome">
      <header className="welcome-header">
        <Mark size={56} />
        <h1>Welcome to {NAME}</h1>
        <p className="muted">Three steps, and it is at hand wherever you browse.</p>
      </header>
      <main>
        <ol className="welcome-steps">
          <Step number={1} title="Keep it in sight" done={pinned}>
            <p className="muted">
              {pinned
                ? 'Its button is in your toolbar.'
                : `Press the puzzle piece in Chrome’s toolbar, then the pin beside “${NAME}”.`}
            </p>
          </Step>
          <Step number={2} title="Sign in" done={user !== null}>
            <p className="muted">
              {user
                ? `You are signed in as ${displayName(user)}.`
                : 'In the side panel, beside whatever you are reading. Once is enough.'}
            </p>
            <OpenSidePanelButton variant={user ? 'secondary' : 'primary'}>
              <PanelIcon />
              {user ? 'Open side panel' : 'Sign in'}
            </OpenSidePanelButton>
          </Step>
          <Step number={3} title="Try the shortcuts" done={false}>
            <p className="muted">
              <Keys shortcuts={shortcuts} command={COMMANDS.openPopup} /> opens the popup, and{' '}
              <Keys shortcuts={shortcuts} command={COMMANDS.openSidePanel} /> the side panel.
            </p>
            <Button onClick={openShortcutSettings}>Change shortcuts</Button>
          </Step>
        </ol>
      </main>
      <footer className="welcome-footer muted">
        Your sites, theme and data are in the{' '}
        <button
          type="button"
          className="link-button"
          onClick={() => void chrome.runtime.openOptionsPage()}
        >
          settings
        </button>
        .
      </footer>
    </div>
  );
}

function Step({
  number,
  title,
  done,
  children,
}: {
  number: number;
  title: string;
  done: boolean;
  children: ReactNode;
}) {
  return (
    <li className={done ? 'welcome-step welcome-step-done' : 'welcome-step'}>
      <span className="welcome-step-mark" aria-hidden="true">
        {done ? <CheckIcon /> : number}
      </span>
      <div className="welcome-step-text">
        <h2>
          {title}
          {done && <span className="visually-hidden"> (done)</span>}
        </h2>
        {children}
      </div>
    </li>
  );
}

/** The keys of a shortcut, or that it has none: Chrome sets none that is taken already. */
function Keys({ shortcuts, command }: { shortcuts: readonly Shortcut[]; command: string }) {
  const keys = shortcuts.find((shortcut) => shortcut.command === command)?.keys;
  return keys ? <kbd>{keys}</kbd> : <span>a shortcut of your choice</span>;
}

/** Whether the extension's button is in the toolbar, now and whenever that changes. */
function usePinned(): boolean {
  const [pinned, setPinned] = useState(false);
  useEffect(() => {
    let left = false;
    const take = ({ isOnToolbar }: { isOnToolbar?: boolean }) => {
      if (!left && isOnToolbar !== undefined) setPinned(isOnToolbar);
    };
    void chrome.action.getUserSettings().then(take);
    chrome.action.onUserSettingsChanged.addListener(take);
    return () => {
      left = true;
      chrome.action.onUserSettingsChanged.removeListener(take);
    };
  }, []);
  return pinned;
}
