import { useEffect, useState } from 'react';
import { useOnline } from '../ui/use-online';
import { ClerkTrouble } from './clerk-trouble';
import { PanelSkeleton } from './panel-skeleton';

/** The SDK itself retries for minutes before it gives up; a person wants to know sooner. */
const PATIENCE_MS = 10_000;

/** A skeleton that, after a while, admits that something is wrong. */
export function SlowLoad() {
  const [slow, setSlow] = useState(false);
  const online = useOnline();
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="stack">
      {(slow || !online) && <ClerkTrouble />}
      <PanelSkeleton />
    </div>
  );
}
