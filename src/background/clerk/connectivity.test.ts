import { describe, expect, it } from 'vitest';
import { createConnectivity } from './connectivity';

function setUp() {
  const scope = Object.assign(new EventTarget(), { navigator: { onLine: true } });
  const go = (onLine: boolean) => {
    scope.navigator.onLine = onLine;
    scope.dispatchEvent(new Event(onLine ? 'online' : 'offline'));
  };
  return { connectivity: createConnectivity(scope), go };
}

describe('createConnectivity', () => {
  it('repeats what the browser says', () => {
    const { connectivity, go } = setUp();
    expect(connectivity.isOnline()).toBe(true);
    go(false);
    expect(connectivity.isOnline()).toBe(false);
  });

  it('notices a break even when the network is back', () => {
    const { connectivity, go } = setUp();
    const stayedOnline = connectivity.watch();
    expect(stayedOnline()).toBe(true);
    go(false);
    expect(stayedOnline()).toBe(false);
    go(true);
    expect(stayedOnline()).toBe(false);
    expect(connectivity.watch()()).toBe(true);
  });

  it('does not call a start without network online', () => {
    const { connectivity, go } = setUp();
    go(false);
    const stayedOnline = connectivity.watch();
    go(true);
    expect(stayedOnline()).toBe(false);
  });

  it('tells when the network returns', () => {
    const { connectivity, go } = setUp();
    let returns = 0;
    connectivity.onReturn(() => {
      returns += 1;
    });
    go(false);
    expect(returns).toBe(0);
    go(true);
    expect(returns).toBe(1);
  });
});
