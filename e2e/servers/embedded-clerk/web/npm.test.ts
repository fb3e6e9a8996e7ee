import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { startWithBackend } from '../../../support/clerk/start-with-backend';

const require = createRequire(import.meta.url);

describe('/npm', () => {
  it.each([
    ['clerk-js@6', 'clerk.browser.js'],
    ['clerk-js@latest', 'clerk.browser.js'],
    ['ui@1', 'ui.browser.js'],
  ])('serves the installed @clerk/%s to any page', async (name, file) => {
    const { browser } = await startWithBackend();
    const { status, headers, text } = await browser.send('GET', `/npm/@clerk/${name}/dist/${file}`);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/javascript');
    expect(headers['access-control-allow-origin']).toBeTruthy();
    expect(text.length).toBeGreaterThan(10_000);
  });

  it.each([
    'clerk-js@5/dist/clerk.browser.js',
    'clerk-js@6/dist/no-such-file.js',
    'clerk-js@6/dist/..%2F..%2Fpackage.js',
    'shared@4/dist/index.js',
    'clerk-js/dist/clerk.browser.js',
  ])('does not serve %s', async (path) => {
    const { browser } = await startWithBackend();
    expect((await browser.send('GET', `/npm/@clerk/${path}`)).status).toBe(404);
  });

  it('serves what is installed, byte for byte', async () => {
    const { clerk } = await startWithBackend();
    const response = await fetch(`${clerk.apiUrl}/npm/@clerk/clerk-js@6/dist/clerk.browser.js`);
    const file = require.resolve('@clerk/clerk-js').replace(/clerk\.js$/, 'clerk.browser.js');
    const { readFile } = await import('node:fs/promises');
    expect(await response.text()).toBe(await readFile(file, 'utf8'));
  });
});
