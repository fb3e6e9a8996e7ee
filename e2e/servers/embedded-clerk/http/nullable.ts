/**
 * A Clerk JSON type with `null` allowed in `Keys`: there Clerk's API answers null although its
 * published type has no room for it. Everything else is still checked.
 */
export type Nullable<T, Keys extends keyof T> = {
  [K in keyof T]: K extends Keys ? T[K] | null : T[K];
};
