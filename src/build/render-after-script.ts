import type { Plugin } from 'vite';

/**
 * Has Chrome paint no page before its script has run: the script knows the theme that a person chose, and
 * what is painted earlier would flash in the system's colours.
 *
 * @see https://html.spec.whatwg.org/multipage/urls-and-fetching.html#blocking-attributes
 */
export function renderAfterScript(): Plugin {
  return {
    name: 'render-after-script',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html.replace('<script type="module"', '<script type="module" blocking="render"'),
    },
  };
}
