import { type ReactNode, useEffect, useState } from 'react';
import type { SessionSnapshot } from '../auth/session-snapshot';
import { NAME } from '../config/brand';
import { COMMANDS } from '../config/commands';
import { type PlainKey, t } from '../i18n/t';
import { Button } from '../ui/button';
import { displayName } from '../ui/display-name';
import { CheckIcon, Mark, PanelIcon } from '../ui/icons';
import { OpenSidePanelButton } from '../ui/open-side-panel-button';
import { tNodes } from '../ui/t-nodes';
import { useSession } from '../ui/use-session';
import { openShortcutSettings, type Shortcut, useShortcuts } from '../ui/use-shortcuts';
import './welcome.css';

/** What the button of the step "Sign in" says, which opens the side panel in any case. */
const SIGN_IN_STEP = {
  'signed-in': 'openSidePanel',
  pending: 'finishSigningIn',
  'signed-out': 'signIn',
  unavailable: 'openSidePanel',
} as const satisfies Record<SessionSnapshot['status'], PlainKey>;

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
        <h1>{t('welcomeTitle', { name: NAME })}</h1>
        <p className="muted">{t('welcomeAbout')}</p>
      </header>
      <main>
        <ol className="welcome-steps">
          <Step number={1} title={t('welcomePin')} done={pinned}>
            <p className="muted">
              {pinned ? t('welcomePinned') : t('welcomePinHow', { name: NAME })}
            </p>
          </Step>
          <Step number={2} title={t('signIn')} done={user !== null}>
            <p className="muted">
              {user ? t('welcomeSignedInAs', { name: displayName(user) }) : t('welcomeSignIn')}
            </p>
            <OpenSidePanelButton variant={user ? 'secondary' : 'primary'}>
              <PanelIcon />
              {t(SIGN_IN_STEP[snapshot?.status ?? 'signed-out'])}
            </OpenSidePanelButton>
          </Step>
          <Step number={3} title={t('welcomeShortcuts')} done={false}>
            <p className="muted">
              {tNodes('welcomeShortcutsAbout', {
                popup: <Keys shortcuts={shortcuts} command={COMMANDS.openPopup} />,
                panel: <Keys shortcuts={shortcuts} command={COMMANDS.openSidePanel} />,
              })}
            </p>
            <Button onClick={openShortcutSettings}>{t('shortcutsChange')}</Button>
          </Step>
        </ol>
      </main>
      <footer className="welcome-footer muted">
        {tNodes('welcomeSettings', {
          settings: (
            <button
              type="button"
              className="link-button"
              onClick={() => void chrome.runtime.openOptionsPage()}
            >
              {t('welcomeSettingsLink')}
            </button>
          ),
        })}
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
          {done && <span className="visually-hidden"> {t('welcomeDone')}</span>}
        </h2>
        {children}
      </div>
    </li>
  );
}

/** The keys of a shortcut, or that it has none: Chrome sets none that is taken already. */
function Keys({ shortcuts, command }: { shortcuts: readonly Shortcut[]; command: string }) {
  const keys = shortcuts.find((shortcut) => shortcut.command === command)?.keys;
  return keys ? <kbd>{keys}</kbd> : <span>{t('welcomeNoShortcut')}</span>;
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
