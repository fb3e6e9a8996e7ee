import { expect, it, vi } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { API_VERSION, withApiVersion } from './api-version';

async function asked(url: string) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response());
  await withApiVersion(fetch)(url, { method: 'POST' });
  expect(fetch.mock.calls[0]?.[1]).toEqual({ method: 'POST' });
  return String(fetch.mock.calls[0]?.[0]);
}

it('asks for no newer version than the components can show', async () => {
  const url = 'https://clerk.example.com/v1/client?a=b&__clerk_api_version=';
  expect(await asked(`${url}2026-08-20`)).toBe(`${url}${API_VERSION}`);
  expect(await asked(`${url}2025-11-10`)).toBe(`${url}2025-11-10`);
});

it('leaves requests alone that name none', async () => {
  for (const url of ['https://img.example.com/a.png?size=2', '/assets/a.js']) {
    expect(await asked(url)).toBe(url);
  }
});

it('is needed still', () => {
  const sentence =
    'Does this @clerk/ui show passkeys as a second factor? Then delete api-version.ts.';
  expect(packageJson.overrides['@clerk/ui'], sentence).toBe('1.34.0');
});
