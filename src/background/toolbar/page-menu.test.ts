import { expect, it, vi } from 'vitest';
import { keepPageMenu, type MenuApi, type MenuEntry } from './page-menu';

type Created = { id: string; title: string };

const PATTERNS = ['https://*/*'];

function setUp({ refuses }: { refuses?: string } = {}) {
  let installed = () => {};
  let clicked = (_info: object, _tab?: object) => {};
  let menu: Created[] = [];
  // #region feature: languages
  let started = () => {};
  // #endregion feature: languages
  const runtime = {
    lastError: undefined as { message: string } | undefined,
    onInstalled: { addListener: (listener: () => void) => (installed = listener) },
    // #region feature: languages
    onStartup: { addListener: (listener: () => void) => (started = listener) },
    // #endregion feature: languages
    getURL: (path: string) => `data:,${path}`,
  };
  const contextMenus = {
    async removeAll() {
      menu = [];
    },
    create(item: Created, done: () => void) {
      if (item.id === refuses || menu.some(({ id }) => id === item.id)) {
        runtime.lastError = { message: `Cannot create item with duplicate id ${item.id}` };
      } else menu.push(item);
      done();
      runtime.lastError = undefined;
    },
    onClicked: { addListener: (listener: typeof clicked) => (clicked = listener) },
  };
  // #region feature: languages
  let language: unknown;
  let changed = (_changes: object) => {};
  const storage = {
    local: {
      get: async () => ({ language }),
      onChanged: { addListener: (listener: typeof changed) => (changed = listener) },
    },
  };
  const choose = (chosen: unknown) => {
    language = chosen;
    changed({ language: {} });
  };
  // #endregion feature: languages
  const onError = vi.fn();
  const press = vi.fn(async (_tab: { windowId: number }) => {});
  const entry = (id: string): MenuEntry => ({
    id,
    message: `${id}Message`,
    documentUrlPatterns: PATTERNS,
    press,
  });
  const getMessage = vi.fn((name: string) => `${name} in English`);
  const api = {
    contextMenus,
    i18n: { getMessage },
    runtime,
    // #region feature: languages
    storage,
    // #endregion feature: languages
  };
  // Chrome's events have methods that nothing here calls.
  keepPageMenu(api as unknown as MenuApi, [entry('one'), entry('two')], onError);
  return {
    install: () => installed(),
    click: (...args: Parameters<typeof clicked>) => clicked(...args),
    titles: () => menu.map(({ title }) => title),
    menu: () => menu,
    press,
    onError,
    // #region feature: languages
    choose,
    startIn: (other: string) => {
      getMessage.mockImplementation((name) => `${name} in ${other}`);
      started();
    },
    // #endregion feature: languages
  };
}

const ENGLISH = ['oneMessage in English', 'twoMessage in English'];

it('makes its entries when the extension is new, and no second time when it is updated', async () => {
  const { install, menu, titles, onError } = setUp();
  expect(titles()).toEqual([]);
  install();
  install();
  await vi.waitFor(() => expect(titles()).toEqual(ENGLISH));
  expect(menu()).toMatchObject([
    { id: 'one', contexts: ['page'], documentUrlPatterns: PATTERNS },
    { id: 'two', contexts: ['page'], documentUrlPatterns: PATTERNS },
  ]);
  expect(onError).not.toHaveBeenCalled();
});

// #region feature: languages
it('says them anew when Chrome starts, whose language may be another by then', async () => {
  const { install, startIn, titles, onError } = setUp();
  install();
  await vi.waitFor(() => expect(titles()).toEqual(ENGLISH));
  startIn('French');
  await vi.waitFor(() =>
    expect(titles()).toEqual(['oneMessage in French', 'twoMessage in French']),
  );
  expect(onError).not.toHaveBeenCalled();
});

it('says them in the language that is chosen, at once, and in Chrome’s where it has no such words', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ oneMessage: { message: 'Eins' } }));
  const { install, choose, titles } = setUp();
  install();
  choose('de');
  await vi.waitFor(() => expect(titles()).toEqual(['Eins', 'twoMessage in English']));
  choose(undefined);
  await vi.waitFor(() => expect(titles()).toEqual(ENGLISH));
  vi.unstubAllGlobals();
});
// #endregion feature: languages

it('does what was pressed, in that turn, and nothing for another’s entry or outside a tab', () => {
  const { click, press } = setUp();
  click({ menuItemId: 'two' }, { windowId: 7 });
  expect(press.mock.calls).toEqual([[{ windowId: 7 }]]);
  click({ menuItemId: 'three' }, { windowId: 7 });
  click({ menuItemId: 'two' });
  expect(press).toHaveBeenCalledOnce();
});

it('reports what Chrome refuses, and goes on', async () => {
  const { install, click, press, onError } = setUp({ refuses: 'two' });
  install();
  await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce());
  expect(onError.mock.calls[0]?.[0].message).toContain('two');
  const refusal = new Error('no gesture');
  press.mockRejectedValueOnce(refusal);
  click({ menuItemId: 'one' }, { windowId: 7 });
  await vi.waitFor(() => expect(onError).toHaveBeenLastCalledWith(refusal));
});
