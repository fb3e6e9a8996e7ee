/** The project's mark, as in public/icons/icon.svg. Decoration: a heading beside it names the page. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 128 128" aria-hidden="true" focusable="false">
      <rect width="128" height="128" rx="30" fill="#5a48d8" />
      <path
        fill="#fff"
        fillRule="evenodd"
        d="M40 40a24 24 0 0 1 22.6 16H112v40H96V72h-8v16H72V72h-9.4A24 24 0 1 1 40 40Zm0 16a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z"
      />
    </svg>
  );
}
