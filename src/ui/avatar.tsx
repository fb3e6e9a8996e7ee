import { useState } from 'react';
import { initialsOf } from './display-name';
import './avatar.css';

/**
 * The picture of a person (round) or an organisation (square), or else initials. Decoration: the
 * name stands beside it.
 */
export function Avatar({
  imageUrl,
  name,
  size = 'large',
  shape = 'round',
}: {
  imageUrl: string | null;
  name: string;
  size?: 'small' | 'large';
  shape?: 'round' | 'square';
}) {
  const [failedUrl, setFailedUrl] = useState<string | null>(null);
  return (
    <span className={`avatar avatar-${size} avatar-${shape}`} aria-hidden="true">
      {imageUrl && imageUrl !== failedUrl ? (
        <img src={imageUrl} alt="" onError={() => setFailedUrl(imageUrl)} />
      ) : (
        initialsOf(name)
      )}
    </span>
  );
}
