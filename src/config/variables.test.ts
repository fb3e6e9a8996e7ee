import { expect, it } from 'vitest';
import { parseEnv } from './parse-env';
import { toVariables } from './variables';

const publishableKey = `pk_test_${btoa('clerk.example.com$')}`;

it('names every variable, and what is left out as it is by default', () => {
  const variables = toVariables({ publishableKey });
  expect(variables).toMatchObject({ VITE_CLERK_TELEMETRY: 'off', VITE_API_ORIGIN: '' });
  expect(parseEnv(variables)).toEqual(parseEnv({ VITE_CLERK_PUBLISHABLE_KEY: publishableKey }));
});

it('is read back as it was meant', () => {
  const settings = { publishableKey, apiOrigin: 'https://api.example.com', apiPrefix: '/v1/' };
  expect(parseEnv(toVariables({ ...settings, telemetry: true }))).toMatchObject({
    ...settings,
    telemetry: true,
  });
});
