import { createServer, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { describe, expect, it, onTestFinished } from 'vitest';
import { send, startWithBackend } from '../../../../support/clerk/start-with-backend';
import { createFapiTestClient } from '../../fapi-test-client';
import { listen } from '../../listen';
import type { EmbeddedClerk } from '../../start';

/** An application's proxy, and its URL; `drop` has it leave out a header that Clerk needs. */
async function startProxy(clerk: EmbeddedClerk, drop?: string): Promise<string> {
  const server = createServer((incoming, answer) => {
    const headers: IncomingHttpHeaders = {
      host: clerk.host,
      'clerk-proxy-url': url,
      'clerk-secret-key': clerk.secretKey,
      'x-forwarded-for': '127.0.0.1',
    };
    if (drop !== undefined) delete headers[drop];
    httpsRequest(
      {
        host: '127.0.0.1',
        port: clerk.port,
        ca: clerk.certificate,
        servername: clerk.host,
        agent: false,
        headers,
        path: incoming.url?.replace('/__clerk', ''),
      },
      (response) => {
        answer.writeHead(response.statusCode ?? 500, response.headers);
        response.pipe(answer);
      },
    ).end();
  });
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${await listen(server, 0)}/__clerk`;
  return url;
}

describe('domains', () => {
  it('are the instance’s own and its satellites', async () => {
    const { backend, clerk } = await startWithBackend({ mode: 'production' });
    const added = await backend.domains.add({ name: 'Other.example', is_satellite: true });
    expect(added).toMatchObject({
      name: 'other.example',
      isSatellite: true,
      frontendApiUrl: 'https://clerk.other.example',
      proxyUrl: null,
    });
    const renamed = await backend.domains.update({ domainId: added.id, name: 'third.example' });
    expect(renamed).toMatchObject({ id: added.id, name: 'third.example' });
    const { data } = await backend.domains.list();
    expect(data.map(({ name }) => name)).toEqual(['embedded.example', 'third.example']);
    await backend.domains.delete(added.id);
    expect((await backend.domains.list()).totalCount).toBe(1);
    expect(clerk.state().satelliteDomains.size).toBe(0);
  });

  it('have their pages let in by a production instance', async () => {
    const { backend, clerk } = await startWithBackend({ mode: 'production' });
    const ask = async () => {
      const browser = createFapiTestClient(clerk);
      const headers = { Origin: 'https://app.other.example' };
      return (await browser.send('GET', '/v1/client', { headers })).status;
    };
    expect(await ask()).toBe(400);
    await backend.domains.add({ name: 'other.example', is_satellite: true });
    expect(await ask()).toBe(200);
  });

  it.each([
    [
      'POST',
      '',
      { name: 'other.example', is_satellite: false },
      422,
      'primary_domain_already_exists',
    ],
    [
      'POST',
      '',
      { name: 'https://other.example', is_satellite: true },
      422,
      'form_param_value_invalid',
    ],
    ['POST', '', { name: 'localhost:3000', is_satellite: true }, 422, 'form_param_value_invalid'],
    ['POST', '', { name: 'embedded.example', is_satellite: true }, 422, 'form_already_exists'],
    ['PATCH', '/dmn_embedded', { name: 'other.example' }, 422, 'form_param_unknown'],
    ['PATCH', '/dmn_embedded', { proxy_url: 'http://app.example/__clerk' }, 422, 'insecure_url'],
    ['PATCH', '/dmn_gone', { proxy_url: null }, 404, 'resource_not_found'],
    ['DELETE', '/dmn_embedded', undefined, 403, 'operation_not_allowed_on_primary_domain'],
  ] as const)('answer %s %s with %j by %i %s', async (method, id, body, status, code) => {
    const { clerk } = await startWithBackend({ mode: 'production' });
    const answer = await send(clerk, method, `/domains${id}`, body);
    expect([answer.status, answer.json.errors[0].code]).toEqual([status, code]);
  });

  it('of a development instance may have a port, and no proxy', async () => {
    const { clerk } = await startWithBackend();
    const satellite = { name: 'localhost:3001', is_satellite: true };
    const added = await send(clerk, 'POST', '/domains', satellite);
    expect(added.json).toMatchObject({ name: 'localhost:3001', frontend_api_url: clerk.issuer });
    const change = { proxy_url: 'http://localhost:3001/__clerk' };
    const { status, json } = await send(clerk, 'PATCH', `/domains/${added.json.id}`, change);
    expect([status, json.errors[0].code]).toEqual([400, 'domain_update_forbidden']);
  });
});

describe('a proxy', () => {
  it('that passes on what it has to is healthy, and becomes the domain’s', async () => {
    const { backend, clerk } = await startWithBackend({ mode: 'production' });
    const proxyUrl = await startProxy(clerk);
    const check = await backend.proxyChecks.verify({ domainId: 'dmn_embedded', proxyUrl });
    expect(check).toMatchObject({ domainId: 'dmn_embedded', proxyUrl, successful: true });
    const domainId = 'dmn_embedded';
    expect((await backend.domains.update({ domainId, proxy_url: proxyUrl })).proxyUrl).toBe(
      proxyUrl,
    );
    expect((await backend.domains.update({ domainId, proxy_url: null })).proxyUrl).toBeNull();
  });

  it.each(['clerk-proxy-url', 'clerk-secret-key', 'x-forwarded-for'])(
    'that leaves out %s is unhealthy, and refused',
    async (header) => {
      const { backend, clerk } = await startWithBackend({ mode: 'production' });
      const proxyUrl = await startProxy(clerk, header);
      const check = await backend.proxyChecks.verify({ domainId: 'dmn_embedded', proxyUrl });
      expect(check.successful).toBe(false);
      const satellite = { name: 'other.example', is_satellite: true, proxy_url: proxyUrl };
      const { status, json } = await send(clerk, 'POST', '/domains', satellite);
      expect([status, json.errors[0].code]).toEqual([422, 'invalid_proxy_configuration']);
      expect((await backend.domains.list()).totalCount).toBe(1);
    },
  );

  it('is checked only for a domain that exists', async () => {
    const { clerk } = await startWithBackend();
    const asked = { domain_id: 'dmn_gone', proxy_url: 'https://app.example/__clerk' };
    const { status, json } = await send(clerk, 'POST', '/proxy_checks', asked);
    expect([status, json.errors[0].code]).toEqual([422, 'form_resource_not_found']);
  });

  it('has to say which domain it is asked about', async () => {
    const { browser } = await startWithBackend();
    const { status, json } = await browser.send('GET', '/v1/proxy-health');
    expect([status, json.errors[0].code]).toEqual([400, 'missing_query_parameter']);
  });
});
