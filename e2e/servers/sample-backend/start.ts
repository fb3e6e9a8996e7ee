import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { listen, stop, trackConnections } from '../embedded-clerk/listen';
import { createSampleBackend, type SampleBackendOptions } from './app';

export type RunningBackend = {
  /** For `VITE_API_ORIGIN`. */
  origin: string;
  close(): Promise<void>;
};

/**
 * Starts the sample backend on a free loopback port. Start it before the build: the pages' policy names
 * its origin.
 */
export async function startSampleBackend(options: SampleBackendOptions): Promise<RunningBackend> {
  const server = createAdaptorServer({
    fetch: createSampleBackend(options).fetch,
    overrideGlobalObjects: false,
  }) as Server;
  const connections = trackConnections(server);
  const port = await listen(server, 0);
  return { origin: `http://127.0.0.1:${port}`, close: () => stop(server, connections) };
}
