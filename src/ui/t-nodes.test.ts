import { createElement, isValidElement } from 'react';
import { expect, it } from 'vitest';
import { tNodes } from './t-nodes';

it('puts elements where the message has its placeholders', () => {
  const popup = createElement('kbd', null, 'Alt+K');
  const panel = createElement('kbd', null, 'Alt+S');
  const nodes = tNodes('welcomeShortcutsAbout', { panel, popup });
  expect(isValidElement<{ children: unknown }>(nodes) && nodes.props.children).toEqual([
    '',
    popup,
    ' opens the popup, and ',
    panel,
    ' the side panel.',
  ]);
});
