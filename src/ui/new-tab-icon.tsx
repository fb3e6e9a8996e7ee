import { Icon } from './icons';

/** Beside a link that opens a tab. Not among the others, for it goes with the last feature that has such a link. */
export function NewTabIcon() {
  return (
    <Icon>
      <path d="M9.5 2.75h3.75V6.5M13 3 8 8M12.25 9.5v2.25a1.5 1.5 0 0 1-1.5 1.5h-6.5a1.5 1.5 0 0 1-1.5-1.5v-6.5a1.5 1.5 0 0 1 1.5-1.5H6.5" />
    </Icon>
  );
}
