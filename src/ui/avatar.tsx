import { useState } from 'react';
import { initialsOf } from './display-name';
import './avatar.css';

/** A person's picture, or their initials. Decoration: the name stands beside it. */
export function Avatar({ imageUrl, name }: { imageUrl: string | null; name: string }) {
  const [failedUrl, setFailedUrl] = useState<string | null>(null);
  return (
    <span className="avatar" aria-hidden="true">
      {imageUrl && imageUrl !== failedUrl ? (
        <img src={imageUrl} alt="" onError={() => setFailedUrl(imageUrl)} />
      ) : (
        initialsOf(name)
      )}
    </span>
  );
}
