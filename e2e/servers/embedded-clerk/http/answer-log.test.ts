import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createAnswerFile } from './answer-log';

it('keeps answers without their tokens and secrets', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'answer-log-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const log = createAnswerFile(folder);
  const body = {
    id: 'ak_1',
    secret: 'ak_5ecret',
    secret_key: 'ak_5ecret',
    nested: [{ jwt: 'ey.5ecret', token: '5ecret' }],
    url: 'https://clerk.example.com/v1/tickets/accept?ticket=eyJ5ecret.eyJ5ecret.5ecret_-&a=b',
    uri: 'otpauth://totp/Acme:ada?secret=5ecret',
    backup_codes: ['5ecret', '5ecret'],
    codes: ['5ecret'],
  };
  log({ api: 'bapi', method: 'POST', path: '/v1/api_keys', status: 200, body });
  const [name = ''] = await readdir(folder);
  const kept = await readFile(join(folder, name), 'utf8');
  expect(kept).not.toContain('5ecret');
  expect(JSON.parse(kept).body).toMatchObject({
    id: 'ak_1',
    secret: '(secret)',
    url: 'https://clerk.example.com/v1/tickets/accept?ticket=(jwt)&a=b',
    codes: ['(codes)'],
  });
});
