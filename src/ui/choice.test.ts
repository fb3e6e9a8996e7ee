import { describe, expect, it, vi } from 'vitest';
import { createChoiceStore } from './choice';
import { followTheme, THEMES } from './theme';

/** Two pages of one origin: the other one hears of what this one stores. */
function setUp(stored?: string) {
  const items = new Map(stored === undefined ? [] : [['theme', stored]]);
  const windows = [new EventTarget(), new EventTarget()] as const;
  const pageAt = (own: number) =>
    createChoiceStore(
      'theme',
      THEMES,
      {
        getItem: (key) => items.get(key) ?? null,
        setItem(key, value) {
          items.set(key, value);
          windows[1 - own]?.dispatchEvent(new Event('storage'));
        },
        removeItem(key) {
          items.delete(key);
          windows[1 - own]?.dispatchEvent(new Event('storage'));
        },
      },
      windows[own],
    );
  return { items, here: pageAt(0), there: pageAt(1) };
}

describe('a choice, such as the theme,', () => {
  it('is the system’s until somebody chooses, and where something else is stored', () => {
    expect(setUp().here.get()).toBe('system');
    expect(setUp('sepia').here.get()).toBe('system');
    expect(setUp('dark').here.get()).toBe('dark');
  });

  it('is the system’s in a page that Chrome keeps from storage', () => {
    vi.stubGlobal('localStorage', undefined);
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      get() {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    });
    const store = createChoiceStore('theme', THEMES, undefined, new EventTarget());
    store.choose('dark');
    expect(store.get()).toBe('system');
    vi.unstubAllGlobals();
  });

  it('is followed by every page at once', () => {
    const { here, there } = setUp();
    const roots = [{ dataset: {} }, { dataset: {} }] as const;
    followTheme(here, roots[0]);
    followTheme(there, roots[1]);
    expect(roots).toEqual([{ dataset: { theme: 'system' } }, { dataset: { theme: 'system' } }]);
    here.choose('dark');
    expect(roots).toEqual([{ dataset: { theme: 'dark' } }, { dataset: { theme: 'dark' } }]);
  });

  it('keeps nothing for the system’s theme', () => {
    const { items, here } = setUp('light');
    here.choose('system');
    expect(items.size).toBe(0);
  });

  it('calls nobody back who has unsubscribed', () => {
    const { here, there } = setUp();
    const onChange = vi.fn();
    here.subscribe(onChange)();
    here.choose('dark');
    there.choose('light');
    expect(onChange).not.toHaveBeenCalled();
  });
});
