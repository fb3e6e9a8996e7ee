import { describe, expect, it } from 'vitest';
import { iconFault, svgFault } from './icon';

const svg = (inside: string, attributes = 'viewBox="0 0 24 24"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`;

describe('an icon', () => {
  it.each([
    svg('<rect width="24" height="24" fill="#0f766e" />'),
    `<?xml version="1.0"?>\n<!-- Drawn <by> hand. -->\n${svg('<g><path d="M0 0h24"/></g>')}`,
    svg(
      '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><use href="#b" fill="url(#a)"/>',
    ),
    svg('<circle r="4"/>', "width='48px' height='48px'"),
    svg('', 'viewBox="-8,-8,16,16" width="10" height="20"'),
  ])('may be %s', (text) => {
    expect(svgFault(text)).toBeUndefined();
  });

  it.each([
    ['<p>A page.</p>', 'begins with <svg'],
    [svg('<script>alert(1)</script>'), 'has <script>'],
    [svg('<style>@import "https://example.com/a.css"</style>'), 'has <style>'],
    [svg('<image href="data:image/png;base64,AA=="/>'), 'has <image>'],
    [svg('<foreignObject/>'), 'has <foreignObject>'],
    [svg('<g onclick="alert(1)"/>'), 'has onclick'],
    [svg('', 'viewBox="0 0 24 24" ONLOAD="alert(1)"'), 'has ONLOAD'],
    [svg('<use href="https://example.com/a.svg#b"/>'), 'by href'],
    [svg('<use xlink:href="other.svg#b"/>'), 'by xlink:href'],
    [svg('<rect fill="url(https://example.com/a.svg#b)"/>'), 'by fill'],
    [svg('<rect style="fill:url( \'x\' )"/>'), 'by style'],
    [svg(`<rect style="a: 'b'; fill: url(https://example.com/a)"/>`), 'by style'],
    [svg('<rect fill="&#117;rl(x)"/>'), 'by fill'],
    [`<!DOCTYPE svg [<!ENTITY a "b">]>${svg('')}`, 'begins with <svg'],
    [svg('<!DOCTYPE a>'), 'no document type'],
    [svg('', 'viewBox="0 0 24 16"'), 'is square'],
    [svg('', 'width="24" height="16"'), 'is square'],
    [svg('', ''), 'is square'],
  ])('is not %s', (text, sentence) => {
    expect(svgFault(text)).toContain(sentence);
  });

  it('has to be there', () => {
    expect(iconFault('/no/such/icon.svg')).toBe('There is no file /no/such/icon.svg to be read.');
  });
});
