import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOwnWrites } from './own-writes';

describe('createOwnWrites', () => {
  it('knows its own writes, and expects no event for those before the last one seen', () => {
    const writes = createOwnWrites();
    writes.record('a');
    writes.record('b');
    expect(writes.isExternal('b')).toBe(false);
    expect(writes.isExternal('a')).toBe(true);
  });

  it('takes a later change to the same value for external', () => {
    const writes = createOwnWrites();
    writes.record('a');
    expect(writes.isExternal('a')).toBe(false);
    expect(writes.isExternal('a')).toBe(true);
  });

  it('takes anything else for external, removal included', () => {
    const writes = createOwnWrites();
    writes.record('a');
    expect(writes.isExternal('other')).toBe(true);
    expect(writes.isExternal(undefined)).toBe(true);
    writes.record(undefined);
    expect(writes.isExternal(undefined)).toBe(false);
  });

  it('calls own writes own in whatever order they are interleaved with external ones', () => {
    const write = fc.record({ own: fc.boolean(), value: fc.nat(1_000) });
    fc.assert(
      fc.property(fc.array(write, { maxLength: 30 }), (all) => {
        const writes = createOwnWrites();
        const named = all.map(({ own, value }, n) => ({ own, value: `${own}-${n}-${value}` }));
        for (const { own, value } of named) if (own) writes.record(value);
        for (const { own, value } of named) expect(writes.isExternal(value)).toBe(!own);
      }),
    );
  });
});
