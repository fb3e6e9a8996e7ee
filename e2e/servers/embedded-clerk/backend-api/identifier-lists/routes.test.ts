import { expect, it } from 'vitest';
import { send, startWithBackend } from '../../../../support/clerk/start-with-backend';

it('keeps both lists, in lower case', async () => {
  const { backend } = await startWithBackend();
  const allowed = await backend.allowlistIdentifiers.createAllowlistIdentifier({
    identifier: 'Ada@Example.com',
    notify: false,
  });
  expect(allowed).toMatchObject({
    id: expect.stringMatching(/^alid_/),
    identifier: 'ada@example.com',
    identifierType: 'email_address',
  });
  const blocked = await backend.blocklistIdentifiers.createBlocklistIdentifier({
    identifier: '+12015550100',
  });
  expect(blocked).toMatchObject({
    id: expect.stringMatching(/^blid_/),
    identifierType: 'phone_number',
  });
  const lists = () =>
    Promise.all([
      backend.allowlistIdentifiers.getAllowlistIdentifierList(),
      backend.blocklistIdentifiers.getBlocklistIdentifierList(),
    ]);
  expect(await lists()).toMatchObject([
    { data: [{ id: allowed.id }], totalCount: 1 },
    { data: [{ id: blocked.id }], totalCount: 1 },
  ]);
  await backend.allowlistIdentifiers.deleteAllowlistIdentifier(allowed.id);
  await backend.blocklistIdentifiers.deleteBlocklistIdentifier(blocked.id);
  expect(await lists()).toMatchObject([{ totalCount: 0 }, { totalCount: 0 }]);
});

it('invites whoever is to be notified', async () => {
  const { backend, clerk } = await startWithBackend();
  const { invitationId } = await backend.allowlistIdentifiers.createAllowlistIdentifier({
    identifier: 'ada@example.com',
    notify: true,
  });
  const { data } = await backend.invitations.getInvitationList();
  expect(data.map(({ id }) => id)).toEqual([invitationId]);
  expect(clerk.control.sentLinks().map(({ to }) => to)).toEqual(['ada@example.com']);
});

it.each([
  ['POST', '/allowlist_identifiers', { identifier: 'ada@example.com' }, 400, 'duplicate_record'],
  ['POST', '/blocklist_identifiers', { identifier: 'ada' }, 422, 'form_param_format_invalid'],
  [
    'POST',
    '/blocklist_identifiers',
    { identifier: 'a@b.dev', notify: true },
    422,
    'form_param_unknown',
  ],
  [
    'POST',
    '/allowlist_identifiers',
    { identifier: '*@b.dev', notify: true },
    422,
    'form_param_value_invalid',
  ],
  ['DELETE', '/allowlist_identifiers/alid_gone', undefined, 404, 'resource_not_found'],
] as const)('answers %s %s with %j by %i %s', async (method, path, body, status, code) => {
  const { backend, clerk } = await startWithBackend();
  await backend.allowlistIdentifiers.createAllowlistIdentifier({
    identifier: 'ada@example.com',
    notify: false,
  });
  const answer = await send(clerk, method, path, body);
  expect([answer.status, answer.json.errors[0].code]).toEqual([status, code]);
});
