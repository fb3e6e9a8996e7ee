import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadClerkSdk } from './load-sdk';

const sdk = { createClerkClient: vi.fn() };

afterEach(() => vi.unstubAllGlobals());

describe('loadClerkSdk', () => {
  it('runs the script once in a life', () => {
    const importScripts = vi.fn(() => vi.stubGlobal('clerkSdk', sdk));
    vi.stubGlobal('importScripts', importScripts);
    expect(loadClerkSdk()).toBe(sdk);
    expect(loadClerkSdk()).toBe(sdk);
    expect(importScripts.mock.calls).toEqual([['clerk-sdk.js']]);
  });

  it('throws as the browser does, and may be called again', () => {
    const importScripts = vi.fn(() => {
      throw new DOMException('The script failed to load.', 'NetworkError');
    });
    vi.stubGlobal('importScripts', importScripts);
    expect(loadClerkSdk).toThrow('failed to load');
    importScripts.mockImplementation(() => vi.stubGlobal('clerkSdk', sdk) as never);
    expect(loadClerkSdk()).toBe(sdk);
  });

  it('says so when the script brings nothing', () => {
    vi.stubGlobal('importScripts', vi.fn());
    expect(loadClerkSdk).toThrow('clerk-sdk.js left no SDK behind.');
  });
});
