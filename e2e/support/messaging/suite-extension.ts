/** The one page of the suite's extension that its routes admit. */
export const SUITE_PAGE = '/page.html';

/** A page of the same extension that its router was not told of. */
export const UNLISTED_PAGE = '/unlisted.html';
