import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createForeignWrites } from './own-writes';

describe('createForeignWrites', () => {
  it('knows its own writes, each once or more as Chrome merges events', () => {
    const writes = createForeignWrites();
    writes.willWrite('a');
    writes.willWrite('b');
    expect(writes.isForeign('b')).toBe(false);
    expect(writes.isForeign('a')).toBe(true);
  });

  it('takes anything else for foreign, removal included', () => {
    const writes = createForeignWrites();
    writes.willWrite('a');
    expect(writes.isForeign('other')).toBe(true);
    expect(writes.isForeign(undefined)).toBe(true);
    writes.willWrite(undefined);
    expect(writes.isForeign(undefined)).toBe(false);
  });

  it('calls own writes own in whatever order they are interleaved with foreign ones', () => {
    const write = fc.record({ own: fc.boolean(), value: fc.nat(1_000) });
    fc.assert(
      fc.property(fc.array(write, { maxLength: 30 }), (all) => {
        const writes = createForeignWrites();
        const named = all.map(({ own, value }, n) => ({ own, value: `${own}-${n}-${value}` }));
        for (const { own, value } of named) if (own) writes.willWrite(value);
        for (const { own, value } of named) expect(writes.isForeign(value)).toBe(!own);
      }),
    );
  });
});
