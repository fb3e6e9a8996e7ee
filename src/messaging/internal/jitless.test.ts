import { describe, expect, it, vi } from 'vitest';

describe('jitless', () => {
  it.each(['../contract', './envelope'])('is set before %s makes a schema', async (module) => {
    vi.resetModules();
    const z = await import('zod/mini');
    z.config({ jitless: false });
    await import(module);
    expect(z.config().jitless).toBe(true);
  });

  it('keeps zod from compiling code', async () => {
    const compile = vi.spyOn(globalThis, 'Function');
    await import('../contract');
    const z = await import('zod/mini');
    expect(z.safeParse(z.strictObject({ a: z.string() }), { a: 'x' }).success).toBe(true);
    expect(compile).not.toHaveBeenCalled();
  });
});
