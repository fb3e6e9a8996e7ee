import type { loadClerkSdk as load } from './load-sdk';
import * as clerkSdk from './sdk';

/**
 * Stands in for `load-sdk.ts` under Vite's dev server, whose worker is a module and loads each
 * file by an `import` statement: a module worker has no `importScripts`.
 */
export const loadClerkSdk: typeof load = () => clerkSdk;
