import { expect, it, vi } from 'vitest';
import { describeFailure } from './describe';

it('says that the extension was updated where the update has taken the messages away', () => {
  vi.stubGlobal('chrome', { i18n: undefined });
  try {
    expect(describeFailure('CONTEXT_INVALIDATED')).toMatchObject({
      title: expect.stringContaining('updated'),
      pressable: false,
    });
  } finally {
    vi.unstubAllGlobals();
  }
});
