import type { ReactNode } from 'react';

/** A 16 px line icon in the colour of the text around it. Always decoration: text says the same. */
export function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export function PanelIcon() {
  return (
    <Icon>
      <rect x="1.75" y="2.75" width="12.5" height="10.5" rx="2" />
      <path d="M10 2.75v10.5" />
    </Icon>
  );
}

export function SignOutIcon() {
  return (
    <Icon>
      <path d="M6 2.75H4.25a1.5 1.5 0 0 0-1.5 1.5v7.5a1.5 1.5 0 0 0 1.5 1.5H6M10.25 5l3 3-3 3M13 8H6.5" />
    </Icon>
  );
}

export function CopyIcon() {
  return (
    <Icon>
      <rect x="5.75" y="5.75" width="7.5" height="7.5" rx="1.5" />
      <path d="M10.25 5.5V4.25a1.5 1.5 0 0 0-1.5-1.5h-4.5a1.5 1.5 0 0 0-1.5 1.5v4.5a1.5 1.5 0 0 0 1.5 1.5H5.5" />
    </Icon>
  );
}

export function CheckIcon() {
  return (
    <Icon>
      <path d="m3 8.5 3.25 3.25L13 5" />
    </Icon>
  );
}

export function AlertIcon() {
  return (
    <Icon>
      <path d="M8 5.25v3.5M8 11.15v.1M8 1.75a6.25 6.25 0 1 1 0 12.5 6.25 6.25 0 0 1 0-12.5Z" />
    </Icon>
  );
}

export function ChevronIcon() {
  return (
    <Icon>
      <path d="m6 3.5 4.5 4.5L6 12.5" />
    </Icon>
  );
}

export function SettingsIcon() {
  return (
    <Icon>
      <path d="M2 4.75h6.5M12.5 4.75H14M2 11.25h1.5M7.5 11.25H14" />
      <circle cx="10.5" cy="4.75" r="2" />
      <circle cx="5.5" cy="11.25" r="2" />
    </Icon>
  );
}

export function OrganizationIcon() {
  return (
    <Icon>
      <path d="M2.75 13.25v-9a1.5 1.5 0 0 1 1.5-1.5h4a1.5 1.5 0 0 1 1.5 1.5v9M9.75 6.75h2a1.5 1.5 0 0 1 1.5 1.5v5M1.75 13.25h12.5M5.25 5.75h2M5.25 8.25h2M5.25 10.75h2" />
    </Icon>
  );
}

/** The extension's mark: its icon. Decoration: a heading beside it names the page. */
export function Mark({ size = 24 }: { size?: number }) {
  return <img src="/icons/icon.svg" width={size} height={size} alt="" />;
}
