import { expect, it } from 'vitest';
import { parseEnv } from '../../config/parse-env';
import { requireProduction } from './require-production';

const envFor = (prefix: string) =>
  parseEnv({ VITE_CLERK_PUBLISHABLE_KEY: `${prefix}${btoa('clerk.example.com$')}` });

it('lets a production key through', () => {
  const env = envFor('pk_live_');
  expect(requireProduction(env)).toBe(env);
});

it('refuses a development key in one sentence that says what to do', () => {
  expect(() => requireProduction(envFor('pk_test_'))).toThrow(
    /pk_test_.*put VITE_CLERK_PUBLISHABLE_KEY=pk_live_\.\.\. in/,
  );
});
