import { NewTabIcon } from '../ui/icons';
import './sync-host-hint.css';

/** Where the session is shared with a web app, signing in there is enough; the panel follows. */
export function SyncHostHint({ host }: { host: string }) {
  return (
    <p className="sync-host-hint">
      <span>This extension shares its sign-in with </span>
      <a href={host} target="_blank" rel="noreferrer">
        {new URL(host).host}
        <NewTabIcon />
      </a>
      <span>. Sign in there or here.</span>
    </p>
  );
}
