import { NewTabIcon } from '../ui/new-tab-icon';
import { tNodes } from '../ui/t-nodes';
import './sync-host-hint.css';

/** Where the session is shared with a web app, signing in there is enough; the panel follows. */
export function SyncHostHint({ host }: { host: string }) {
  return (
    <p className="sync-host-hint">
      {tNodes('syncHostHint', {
        host: (
          <a href={host} target="_blank" rel="noreferrer">
            {new URL(host).host}
            <NewTabIcon />
          </a>
        ),
      })}
    </p>
  );
}
