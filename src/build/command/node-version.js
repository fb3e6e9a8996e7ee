/**
 * Whether a range as `engines.node` of a package.json has it lets a version of Node in.
 *
 * @param {string} version such as `20.19.0`
 * @param {string} range such as `^20.19 || >=22.12`
 * @returns {boolean}
 */
export function supportsNode(version, range) {
  return range.split('||').some((part) => {
    const [, operator, oldest] = /^\s*(>=|\^|)\s*([\d.]+)/.exec(part) || ['', '', '0'];
    const isNewEnough = version.localeCompare(oldest, 'en', { numeric: true }) >= 0;
    return isNewEnough && (operator === '>=' || version.split('.')[0] === oldest.split('.')[0]);
  });
}

/**
 * A range in words: `20.19, or 22.12 and newer`.
 *
 * @param {string} range such as `^20.19 || >=22.12`
 * @returns {string}
 */
export function describeRange(range) {
  return range
    .replace(/ \|\| /g, ', or ')
    .replace(/\^/g, '')
    .replace(/>=([\d.]+)/g, '$1 and newer');
}
