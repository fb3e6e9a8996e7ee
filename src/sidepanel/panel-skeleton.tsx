import { Skeleton } from '../ui/skeleton';

/** Stands where Clerk's components will be. */
export function PanelSkeleton() {
  return <Skeleton label="Loading Clerk" lines={5} />;
}
