/**
 * Whether a version of Node is older than package.json's `engines.node`, such as `>=20.19`.
 *
 * @param {string} version
 * @param {string} range
 * @returns {boolean}
 */
export function isOldNode(version, range) {
  const order = version.localeCompare(range.replace('>=', ''), 'en', { numeric: true });
  return order < 0;
}
