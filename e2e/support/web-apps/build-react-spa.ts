import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { ROOT } from '../../../src/build/command/build-extension';

/** Builds e2e/servers/react-spa for `publishableKey`, as `vite build` does. Returns the folder. */
export async function buildReactSpa(publishableKey: string): Promise<string> {
  const outDir = join(ROOT, '.cache', 'e2e', 'react-spa');
  await build({
    configFile: false,
    root: join(ROOT, 'e2e', 'servers', 'react-spa'),
    publicDir: false,
    logLevel: 'warn',
    plugins: [react()],
    define: { 'import.meta.env.VITE_CLERK_PUBLISHABLE_KEY': JSON.stringify(publishableKey) },
    build: { outDir, emptyOutDir: true, modulePreload: false },
  });
  return outDir;
}
