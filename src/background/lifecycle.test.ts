import { describe, expect, it, vi } from 'vitest';
import { PAGES } from '../config/pages';
import { followLifecycle, type LifecycleApi } from './lifecycle';

function setUp(installType: `${chrome.management.ExtensionInstallType}` = 'normal') {
  const create = vi.fn(async () => {});
  const set = vi.fn(async () => {});
  const onError = vi.fn();
  let installed = (_details: { reason: string }) => {};
  let updateAvailable = (_details: { version: string }) => {};
  const api = {
    runtime: {
      onInstalled: {
        addListener(listener: typeof installed) {
          installed = listener;
        },
      },
      onUpdateAvailable: {
        addListener(listener: typeof updateAvailable) {
          updateAvailable = listener;
        },
      },
    },
    management: { getSelf: async () => ({ installType }) },
    tabs: { create },
    storage: { session: { set } },
  };
  followLifecycle(api as unknown as LifecycleApi, onError);
  return {
    create,
    set,
    onError,
    install: (reason: string) => installed({ reason }),
    updateAvailable: (version: string) => updateAvailable({ version }),
  };
}

describe('the first steps', () => {
  it('open once the extension is installed', async () => {
    const { create, install } = setUp();
    install('install');
    await vi.waitFor(() => expect(create.mock.calls).toEqual([[{ url: PAGES.welcome }]]));
  });

  it.each(['update', 'chrome_update', 'shared_module_update'])(
    'stay away at %s',
    async (reason) => {
      const { create, install } = setUp();
      install(reason);
      await Promise.resolve();
      expect(create).not.toHaveBeenCalled();
    },
  );

  it('stay away where the extension is loaded unpacked', async () => {
    const { create, install } = setUp('development');
    install('install');
    await Promise.resolve();
    expect(create).not.toHaveBeenCalled();
  });

  it('report what Chrome refuses', async () => {
    const { create, install, onError } = setUp();
    const refusal = new Error('no window');
    create.mockRejectedValueOnce(refusal);
    install('install');
    await vi.waitFor(() => expect(onError).toHaveBeenCalledWith(refusal));
  });
});

it('keeps the version of an update that is ready, for the pages', () => {
  const { set, updateAvailable } = setUp();
  updateAvailable('1.2.0');
  expect(set.mock.calls).toEqual([[{ 'update-ready': '1.2.0' }]]);
});
