import { describe, expect, it } from 'vitest';
import { type ClerkClient, createClerkClientSource } from './client';

const fakeClient = () => ({ client: undefined }) as unknown as ClerkClient;

describe('createClerkClientSource', () => {
  it('builds nothing until asked, and one client for all who ask', async () => {
    let builds = 0;
    const source = createClerkClientSource(async () => {
      builds += 1;
      return fakeClient();
    });
    expect(builds).toBe(0);
    expect(source.isIdle()).toBe(true);
    const [one, two] = await Promise.all([source.get(), source.get()]);
    expect(one).toBe(two);
    expect(await source.get()).toBe(one);
    expect(source.isIdle()).toBe(false);
    expect(builds).toBe(1);
  });

  it('forgets a failed build', async () => {
    const outcomes = [Promise.reject(new Error('down')), Promise.resolve(fakeClient())];
    const source = createClerkClientSource(() => outcomes.shift() as Promise<ClerkClient>);
    await expect(source.get()).rejects.toThrow('down');
    expect(source.isIdle()).toBe(true);
    expect(await source.get()).toBe(await source.get());
  });

  it('lets an abandoned build end without replacing its successor', async () => {
    const builds: ((client: ClerkClient) => void)[] = [];
    const source = createClerkClientSource(() => new Promise((resolve) => builds.push(resolve)));
    const first = source.get();
    source.abandonBuild();
    const second = source.get();
    const [early, late] = [fakeClient(), fakeClient()];
    builds[1]?.(late);
    expect(await second).toBe(late);
    builds[0]?.(early);
    expect(await first).toBe(early);
    expect(await source.get()).toBe(late);
  });

  it('ends the requests of a build that is abandoned, and of a client that is discarded', async () => {
    const signals: AbortSignal[] = [];
    const source = createClerkClientSource((signal) => {
      signals.push(signal);
      return signals.length === 1 ? new Promise(() => {}) : Promise.resolve(fakeClient());
    });
    void source.get();
    source.abandonBuild();
    await source.get();
    source.abandonBuild();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    source.discard();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('keeps a built client when a later operation times out, and forgets it when discarded', async () => {
    const source = createClerkClientSource(async () => fakeClient());
    const client = await source.get();
    source.abandonBuild();
    expect(await source.get()).toBe(client);
    source.discard();
    expect(source.isIdle()).toBe(true);
    expect(await source.get()).not.toBe(client);
  });
});
