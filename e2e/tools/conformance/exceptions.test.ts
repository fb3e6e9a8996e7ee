import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createFapiTestClient } from '../../servers/embedded-clerk/fapi-test-client';
import { ANSWERS_FOLDER } from '../../servers/embedded-clerk/http/answer-log';
import { startEmbeddedClerk } from '../../servers/embedded-clerk/start';
import { createBackendClient } from '../../support/clerk/backend-client';
import { addOrganization, addUser } from '../../support/clerk/people';
import { rawFaults, readAnswers } from './check';
import { findDocuments, loadSpecification } from './documents';
import { exceptionFor, exceptions } from './exceptions';
import { loadRecordedShapes } from './recordings';

const documents = findDocuments();

// Without Clerk's documents there is nothing to be an exception from.
it.skipIf(documents === undefined)('are all still needed', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'clerk-answers-'));
  vi.stubEnv(ANSWERS_FOLDER, folder);
  const clerk = await startEmbeddedClerk({ requireOrganization: true });
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await clerk.close();
    await rm(folder, { recursive: true });
  });
  const credentials = { email: 'ada@example.com', password: 'correct horse' };
  const user = await addUser(clerk, credentials);
  const client = createFapiTestClient(clerk);
  await client.send('GET', '/v1/environment');
  // In no organisation yet, so that the session is pending.
  const session = await client.signIn(credentials.email, credentials.password);
  const { id } = await addOrganization(clerk, {
    name: 'Acme',
    members: [{ userId: user.id, role: 'org:admin' }],
  });
  await client.send('GET', '/v1/me/sessions/active');
  const form = { current_password: credentials.password, new_password: 'quiet lantern otter' };
  await client.send('POST', '/v1/me/change_password', { form });
  // It has `fetch` trust the certificate, too.
  const backend = createBackendClient(clerk);
  await backend.sessions.getSessionList({ userId: user.id });
  const askBackend = (method: string, path: string, body?: object, key = clerk.secretKey) =>
    fetch(`${clerk.apiUrl}/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  await askBackend('DELETE', `/organizations/${id}/memberships/${user.id}`);
  await askBackend('POST', '/testing_tokens', { forever: true });
  await askBackend('GET', '/jwks', undefined, 'sk_test_of_nobody');
  await client.send('GET', '/api_keys');
  const path = `/v1/client/sessions/${session}`;
  await client.send('POST', `${path}/touch`, { form: { active_organization_id: id } });
  const { json } = await client.send('POST', `${path}/tokens`);
  await client.send('GET', '/api_keys', { headers: { Authorization: `Bearer ${json.jwt}` } });
  clerk.control.setSwitches({ maintenance: true });
  await client.send('GET', '/v1/environment');

  const specifications = {
    fapi: await loadSpecification(documents ?? '', 'fapi'),
    bapi: await loadSpecification(documents ?? '', 'bapi'),
  };
  const recorded = await loadRecordedShapes();
  const needed = new Set<unknown>();
  for await (const answer of readAnswers(folder)) {
    const faults = rawFaults(specifications[answer.api], recorded, answer);
    for (const fault of faults) needed.add(exceptionFor(fault));
  }
  // Where there are no recordings, nothing departs from them.
  const applicable = exceptions.filter(
    ({ message }) => recorded !== undefined || !message.includes('recordings'),
  );
  expect(applicable.filter((exception) => !needed.has(exception))).toEqual([]);
});
