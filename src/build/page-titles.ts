import type { Plugin } from 'vite';
import { NAME } from '../config/brand.ts';

/** Puts the extension's name where a page's HTML says `%EXTENSION_NAME%`. */
export function pageTitles(): Plugin {
  return {
    name: 'page-titles',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => html.replaceAll('%EXTENSION_NAME%', () => escapeHtml(NAME)),
    },
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
