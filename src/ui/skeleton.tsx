import './skeleton.css';

/**
 * Grey bars where text will be. They fade in late, so that an answer within a tenth of a second is
 * not announced by a flash of grey. `label` is what a screen reader hears instead.
 */
export function Skeleton({ label, lines = 2 }: { label: string; lines?: number }) {
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity but their place.
        <span key={line} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}
