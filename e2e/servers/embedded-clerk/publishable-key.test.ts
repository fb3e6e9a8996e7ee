import { parsePublishableKey } from '@clerk/shared/keys';
import { describe, expect, it } from 'vitest';
import { publishableKeyFor } from './publishable-key';

describe('publishableKeyFor', () => {
  it.each(['development', 'production'] as const)('reads back as a %s key', (mode) => {
    expect(parsePublishableKey(publishableKeyFor(mode, 'clerk.embedded.example'))).toMatchObject({
      instanceType: mode,
      frontendApi: 'clerk.embedded.example',
    });
  });
});
