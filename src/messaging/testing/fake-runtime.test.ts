import { describe, expect, it, vi } from 'vitest';
import type { PortLike } from '../runtime';
import { createFakeExtension } from './fake-runtime';

const settled = () => new Promise((resolve) => setImmediate(resolve));

function setUp() {
  const extension = createFakeExtension();
  return {
    extension,
    page: extension.open({ url: 'page' }),
    other: extension.open({ url: 'other' }),
  };
}

// Chrome's own documentation of these rules:
// https://developer.chrome.com/docs/extensions/develop/concepts/messaging
describe('a fake message', () => {
  it('crosses as JSON', async () => {
    const { page, other } = setUp();
    other.runtime.onMessage.addListener((message, _sender, sendResponse) => {
      sendResponse(message);
      return undefined;
    });
    const message = {
      date: new Date(0),
      map: new Map([[1, 2]]),
      nan: Number.NaN,
      gap: undefined,
      list: [undefined],
      call() {},
    };
    expect(await page.runtime.sendMessage(message)).toEqual({
      date: '1970-01-01T00:00:00.000Z',
      map: {},
      nan: null,
      list: [null],
    });
    await expect(page.runtime.sendMessage({ n: 1n })).rejects.toThrow(
      'Could not serialize message.',
    );
  });

  it('is a copy for each listener', async () => {
    const { page, other } = setUp();
    const seen: unknown[] = [];
    for (const name of ['a', 'b']) {
      other.runtime.onMessage.addListener((message) => {
        seen.push({ ...(message as object) });
        Object.assign(message as object, { name });
        return undefined;
      });
    }
    await page.runtime.sendMessage({ n: 1 });
    expect(seen).toEqual([{ n: 1 }, { n: 1 }]);
  });

  it('reaches every context but its sender’s, with the sender’s description', async () => {
    const { page, other } = setUp();
    const heard: unknown[] = [];
    for (const context of [page, other]) {
      context.runtime.onMessage.addListener((_message, sender) => {
        heard.push(sender);
        return undefined;
      });
    }
    await page.runtime.sendMessage('hi');
    expect(heard).toEqual([{ url: 'page' }]);
  });

  it('is rejected when nobody listens', async () => {
    await expect(setUp().page.runtime.sendMessage('hi')).rejects.toThrow(
      'Could not establish connection. Receiving end does not exist.',
    );
  });

  it('resolves to undefined when nobody answers', async () => {
    const { page, other } = setUp();
    other.runtime.onMessage.addListener(() => undefined);
    expect(await page.runtime.sendMessage('hi')).toBeUndefined();
  });

  it.each([1, 'true', {}])('is not kept open by %j, only by true', async (returned) => {
    const { page, other } = setUp();
    other.runtime.onMessage.addListener((_message, _sender, sendResponse) => {
      void settled().then(() => sendResponse('late'));
      return returned as never;
    });
    expect(await page.runtime.sendMessage('hi')).toBeUndefined();
  });

  it('is kept open by true, and the first answer wins', async () => {
    const { page, other } = setUp();
    other.runtime.onMessage.addListener((_message, _sender, sendResponse) => {
      void settled().then(() => {
        sendResponse('first');
        sendResponse('second');
      });
      return true;
    });
    expect(await page.runtime.sendMessage('hi')).toBe('first');
  });

  it('is rejected with what a listener throws', async () => {
    const { page, other } = setUp();
    other.runtime.onMessage.addListener(() => {
      throw new Error('broken listener');
    });
    await expect(page.runtime.sendMessage('hi')).rejects.toThrow('broken listener');
  });

  it('is rejected when the worker that kept it open is stopped', async () => {
    const { extension, page } = setUp();
    extension.installWorker((runtime) => runtime.onMessage.addListener(() => true));
    const answer = page.runtime.sendMessage('hi');
    const failed = expect(answer).rejects.toThrow('the message channel closed before a response');
    await settled();
    extension.stopWorker();
    await failed;
  });

  it('starts a stopped worker', async () => {
    const { extension, page } = setUp();
    extension.installWorker((runtime) =>
      runtime.onMessage.addListener((_message, _sender, sendResponse) => {
        sendResponse('up');
        return undefined;
      }),
    );
    extension.stopWorker();
    expect(extension.worker).toBeUndefined();
    expect(await page.runtime.sendMessage('hi')).toBe('up');
    expect(extension.workerStarts).toBe(2);
  });

  it('cannot be sent by an orphan', async () => {
    const { page } = setUp();
    page.invalidate();
    expect(page.runtime.id).toBeUndefined();
    await expect(page.runtime.sendMessage('hi')).rejects.toThrow('Extension context invalidated.');
    expect(() => page.runtime.connect({ name: 'x' })).toThrow('Extension context invalidated.');
  });
});

describe('a fake port', () => {
  async function connected() {
    const { extension, page, other } = setUp();
    const ends: PortLike[] = [];
    other.runtime.onConnect.addListener((port) => void ends.push(port));
    const near = page.runtime.connect({ name: 'line' });
    await settled();
    return { extension, page, other, near, far: ends[0] as PortLike };
  }
  const record = (port: PortLike) => {
    const log: unknown[] = [];
    port.onMessage.addListener((message) => void log.push(message));
    port.onDisconnect.addListener(() => void log.push('closed'));
    return log;
  };

  it('has its name on both ends and its sender on one', async () => {
    const { near, far } = await connected();
    expect([near.name, far.name]).toEqual(['line', 'line']);
    expect([near.sender, far.sender]).toEqual([undefined, { url: 'page' }]);
  });

  it('carries both ways, in order', async () => {
    const { near, far } = await connected();
    const [nearLog, farLog] = [record(near), record(far)];
    near.postMessage(1);
    near.postMessage({ at: new Date(0) });
    far.postMessage('back');
    await settled();
    expect(farLog).toEqual([1, { at: '1970-01-01T00:00:00.000Z' }]);
    expect(nearLog).toEqual(['back']);
  });

  it('delivers what was posted before anybody answered', async () => {
    const { page, other } = setUp();
    const log: unknown[] = [];
    other.runtime.onConnect.addListener((port) => {
      port.onMessage.addListener((message) => void log.push(message));
    });
    page.runtime.connect({ name: 'line' }).postMessage('early');
    await settled();
    expect(log).toEqual(['early']);
  });

  it('delivers what was posted before it was closed, and tells the other end only', async () => {
    const { near, far } = await connected();
    const [nearLog, farLog] = [record(near), record(far)];
    near.postMessage('last words');
    near.disconnect();
    near.disconnect();
    await settled();
    expect(farLog).toEqual(['last words', 'closed']);
    expect(nearLog).toEqual([]);
  });

  it('throws once it is closed, at either end', async () => {
    const { near, far } = await connected();
    near.disconnect();
    await settled();
    for (const end of [near, far]) {
      expect(() => end.postMessage(1)).toThrow('Attempting to use a disconnected port object');
    }
  });

  it('is closed, with a reason to be read, when nobody listens', async () => {
    const { extension, page } = setUp();
    const reasons: unknown[] = [];
    const connect = (read: boolean) =>
      page.runtime.connect({ name: 'line' }).onDisconnect.addListener(() => {
        if (read) reasons.push(page.runtime.lastError?.message);
      });
    connect(true);
    await settled();
    expect(reasons).toEqual(['Could not establish connection. Receiving end does not exist.']);
    expect(extension.uncheckedErrors).toEqual([]);
    connect(false);
    await settled();
    expect(extension.uncheckedErrors).toHaveLength(1);
    expect(page.runtime.lastError).toBeUndefined();
  });

  it('is closed without a reason when the worker is stopped', async () => {
    const { extension, page } = setUp();
    extension.installWorker((runtime) => runtime.onConnect.addListener(() => {}));
    const port = page.runtime.connect({ name: 'line' });
    const onDisconnect = vi.fn(() => expect(page.runtime.lastError).toBeUndefined());
    port.onDisconnect.addListener(onDisconnect);
    await settled();
    extension.stopWorker();
    await settled();
    expect(onDisconnect).toHaveBeenCalledOnce();
  });

  it('is closed with a reason when its page is frozen, which hears nothing itself', async () => {
    const { extension, page, other, near, far } = await connected();
    const nearLog = record(near);
    const reasons: unknown[] = [];
    far.onDisconnect.addListener(() => reasons.push(other.runtime.lastError?.message));
    page.freeze();
    await settled();
    expect(reasons).toEqual([expect.stringContaining('moved into back/forward cache')]);
    expect(nearLog).toEqual([]);
    expect(extension.uncheckedErrors).toEqual([]);
  });
});
