import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { ROOT } from '../../../src/build/command/build-extension';

/** Builds e2e/servers/react-spa for `publishableKey` into `outDir`, as `vite build` does. */
export async function buildReactSpa(publishableKey: string, outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: join(ROOT, 'e2e', 'servers', 'react-spa'),
    publicDir: false,
    logLevel: 'warn',
    plugins: [react()],
    define: { 'import.meta.env.VITE_CLERK_PUBLISHABLE_KEY': JSON.stringify(publishableKey) },
    build: { outDir, emptyOutDir: true, modulePreload: false },
  });
}
