import { expect, it } from 'vitest';
import { textOf } from './build-file';
import { forStore } from './for-store';

it('takes the key out of the manifest, and leaves all else as it is', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const script = { path: 'a.js', bytes: bytes('{"key":1}') };
  const manifest = { path: 'manifest.json', bytes: bytes('{"version":"1.0.0","key":"x","a":[1]}') };
  const [first, second] = forStore([script, manifest]);
  expect(first).toBe(script);
  expect(JSON.parse(second ? textOf(second) : '')).toEqual({ version: '1.0.0', a: [1] });
});
