import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFapiTestClient } from '../fapi-test-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../start';

let clerk: EmbeddedClerk;
beforeAll(async () => {
  clerk = await startEmbeddedClerk();
});
afterAll(() => clerk.close());

describe('a parameter', () => {
  it.each([
    ['/v1/client/sign_ins', { identifier: 'a@example.com', pasword: 'x' }, 'pasword'],
    ['/v1/client/sign_ins', { redirect_url: 'https://example.com' }, 'redirect_url'],
    ['/v1/client/sign_ups', { company: 'Acme' }, 'company'],
  ])('that %s does not know is refused, not ignored', async (path, form, name) => {
    const { status, json } = await createFapiTestClient(clerk).send('POST', path, { form });
    expect([status, json.errors[0]]).toMatchObject([
      422,
      {
        code: 'form_param_unknown',
        message: 'is unknown',
        long_message: `${name} is not a valid parameter for this request.`,
        meta: { param_name: name },
      },
    ]);
    expect(json.meta.client).toMatchObject({ object: 'client' });
  });
});
