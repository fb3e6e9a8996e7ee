/**
 * A copy of `rows` in the order that an `order_by` of the Backend API names: `-` is descending. Rows that
 * are equal keep the order in which they were made.
 */
export function sortBy<T>(rows: T[], orderBy: string, key: (row: T) => string | number): T[] {
  const sorted = rows.toSorted((a, b) => {
    const [left, right] = [key(a), key(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  });
  return orderBy.startsWith('-') ? sorted.reverse() : sorted;
}

/** An `order_by` without its sign. A `+` in a query string arrives as a space. */
export function orderName(orderBy: string): string {
  return orderBy.replace(/^[-+ ]/, '');
}
