import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAsk } from './ask';
import { createFetch } from './fetch';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('ask', () => {
  const ask = createAsk(createFetch());

  it('reads the codes of an error in the shape of Clerk, and no text', async () => {
    const body = { errors: [{ code: 'host_invalid', message: 'text' }] };
    const url = await serve((_, response) => response.writeHead(400).end(JSON.stringify(body)));
    expect(await ask(url)).toMatchObject({ failure: null, status: 400, codes: ['host_invalid'] });
  });

  it.each([
    ['not JSON', '<html>'],
    ['another shape', '{"errors":"no"}'],
    ['null', 'null'],
    ['a code that may be an echo', '{"errors":[{"code":"Bearer sk_live_x"}]}'],
  ])('finds no code in %s', async (_, body) => {
    const url = await serve((_request, response) => response.end(body));
    expect(await ask(url)).toMatchObject({ failure: null, status: 200, codes: [] });
  });

  it('takes a redirect for the answer', async () => {
    const url = await serve((_, response) =>
      response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end(),
    );
    expect(await ask(url)).toMatchObject({ failure: null, status: 302 });
  });

  it('sends the origin that it is told', async () => {
    let origin: string | undefined;
    const url = await serve((request, response) => {
      origin = request.headers.origin;
      response.end();
    });
    await ask(url, { headers: { Origin: 'chrome-extension://abc' } });
    expect(origin).toBe('chrome-extension://abc');
  });

  it('says that a name does not exist', async () => {
    // Where there is no resolver either, that is what is said.
    const { failure } = await ask('https://nobody.invalid/');
    expect(['no-such-host', 'resolver']).toContain(failure);
  });

  it('says that nothing listens', async () => {
    const server = createTcpServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await ask(`http://127.0.0.1:${port}/`)).toEqual({ failure: 'refused' });
  });

  it('says that there is no TLS', async () => {
    const url = await serve((_, response) => response.end());
    expect(await ask(url.replace('http:', 'https:'))).toEqual({ failure: 'tls' });
  });

  it('says that the connection broke', async () => {
    const url = await serve((request) => request.socket.destroy());
    expect(await ask(url)).toEqual({ failure: 'broken' });
  });

  it('says that there was no answer in time', async () => {
    const url = await serve(() => {});
    const impatient = createAsk(createFetch(), { timeoutMs: 50 });
    expect(await impatient(url)).toEqual({ failure: 'timeout' });
  });

  it('rejects once it is stopped', async () => {
    const controller = new AbortController();
    const url = await serve(() => controller.abort('SIGINT'));
    const stoppable = createAsk(createFetch(), { stopped: controller.signal });
    await expect(stoppable(url)).rejects.toBe('SIGINT');
  });
});

it('connects to the endpoint for one host, and to no other', async () => {
  const hosts: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    hosts.push(request.headers.host);
    response.end();
  });
  const { port } = new URL(url);
  const endpoint = { address: '127.0.0.1', port: Number(port) };
  const ask = createAsk(createFetch('clerk.example.invalid', endpoint));
  expect(await ask('http://clerk.example.invalid/')).toMatchObject({ status: 200 });
  expect((await ask('http://other.example.invalid/')).failure).not.toBeNull();
  expect(hosts).toEqual(['clerk.example.invalid']);
});
