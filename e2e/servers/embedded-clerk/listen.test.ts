import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen, stop, trackConnections } from './listen';

describe('listen', () => {
  it('is reachable from this machine only', async () => {
    const server = createServer();
    const connections = trackConnections(server);
    onTestFinished(() => stop(server, connections));
    const port = await listen(server, 0);
    expect(server.address()).toMatchObject({ address: '127.0.0.1', port });
  });

  it('passes on what is no question of a taken port', async () => {
    await expect(listen(createServer(), -1)).rejects.toThrow(/port/i);
  });
});
