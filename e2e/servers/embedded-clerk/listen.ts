import type { AddressInfo, Server, Socket } from 'node:net';
import { UserError } from '../../../src/build/command/user-error';

/** The port is taken. The message says what to do. */
class PortTakenError extends UserError {
  override name = 'PortTakenError';
}

/**
 * Listens on loopback and resolves to the port, which 0 leaves to the system. Rejects with a
 * `PortTakenError` if it is taken.
 */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      return reject(
        new PortTakenError(
          `Port ${port} on 127.0.0.1 is taken: stop what listens there, or choose another port (0 takes any free one).`,
        ),
      );
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** The open connections of `server`, for a caller that wants to cut them. */
export function trackConnections(server: Server): { cut(): void } {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return {
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Stops `server` at once, open connections included. */
export async function stop(server: Server, connections: { cut(): void }): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  connections.cut();
  await closed;
}
