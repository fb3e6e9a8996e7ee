import { z } from 'zod';
import { one, pageOf, paging } from '../../http/query';
import { orderName, sortBy } from '../sort';

/** What the lists of roles and of permissions take. */
export const listing = {
  ...paging,
  query: one.optional(),
  order_by: one.pipe(z.string().regex(/^[-+ ]?(created_at|name|key)$/)).default('-created_at'),
};

/** A page of what was asked for: all of an id is matched, of a name or a key a part. */
export function found<Row extends { id: string; name: string; key: string; created_at: number }>(
  all: Row[],
  asked: { query?: string | undefined; order_by: string; limit: number; offset: number },
) {
  const text = asked.query?.toLowerCase() ?? '';
  const matching = all.filter(
    ({ id, name, key }) =>
      id === asked.query || [name, key].some((value) => value.toLowerCase().includes(text)),
  );
  const by = orderName(asked.order_by) as 'created_at' | 'name' | 'key';
  return pageOf(
    sortBy(matching, asked.order_by, (row) => row[by]),
    asked,
  );
}
