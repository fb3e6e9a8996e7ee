import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  ANSWERS_FOLDER,
  createAnswerFile,
  type LoggedAnswer,
} from '../../servers/embedded-clerk/http/answer-log';
import { DOCUMENTS_FOLDER } from './documents';
import { keepAnswers } from './kept-answers';

// Documents of one operation, which any change of Clerk's own leaves alone.
const DOCUMENT = {
  paths: {
    '/v1/client': {
      get: {
        responses: {
          200: {
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['response'],
                  properties: { response: { type: 'string' } },
                  additionalProperties: false,
                },
              },
            },
          },
        },
      },
    },
  },
};
const ANSWER: LoggedAnswer = {
  api: 'fapi',
  method: 'GET',
  path: '/v1/client',
  status: 200,
  body: { response: 'as promised' },
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'));
  vi.stubEnv(DOCUMENTS_FOLDER, folder);
  vi.stubEnv(ANSWERS_FOLDER, '');
  vi.stubEnv('CLERK_RECORDINGS', join(folder, 'none'));
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** Whether a suite passes in which the embedded Clerk gave `answer`, among one that is right. */
async function passes(answer: Partial<LoggedAnswer>): Promise<boolean> {
  for (const api of ['fapi', 'bapi']) {
    await writeFile(join(folder, `${api}-2026-05-12.yml`), JSON.stringify(DOCUMENT));
  }
  const areValid = await keepAnswers('a test');
  const keep = createAnswerFile(process.env[ANSWERS_FOLDER] ?? '');
  keep(ANSWER);
  keep({ ...ANSWER, ...answer });
  return areValid();
}

it('passes a suite whose answers are as Clerk promises', async () => {
  expect(await passes({})).toBe(true);
});

it.each([
  ['an answer with a field too many', { body: { response: 'x', more: 1 } }],
  ['an answer with a field too few', { body: {} }],
  ['a status that is not promised', { status: 418 }],
  ['an operation that Clerk does not have', { path: '/v1/nowhere' }],
  ['a method that Clerk does not have', { method: 'PUT' }],
  ['another API’s operation', { api: 'bapi' as const, path: '/v1/users' }],
])('fails one that saw %s', async (_, answer) => {
  expect(await passes(answer)).toBe(false);
});

it('checks nothing without documents, unless somebody has said where they are', async () => {
  await expect(keepAnswers('a test')).rejects.toThrow(`${folder} holds no`);
});
