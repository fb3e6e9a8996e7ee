import { z } from 'zod';
import { flag, many, one, paging } from '../../http/query';
import { jsonObject } from '../input';

const limit = { max_allowed_memberships: z.number().int().min(0).nullish() };

export const metadata = {
  public_metadata: jsonObject.nullish(),
  private_metadata: jsonObject.nullish(),
};

/** What creating an organisation takes. */
export const newOrganization = {
  ...limit,
  ...metadata,
  name: z.string().trim().min(1),
  slug: z.string().min(1).nullish(),
  created_by: z.string().nullish(),
};

/** What changing one takes; metadata has an endpoint of its own since 2026-05-12. */
export const changes = {
  ...limit,
  name: z.string().trim().min(1).nullish(),
  slug: z.string().min(1).nullish(),
  admin_delete_enabled: z.boolean().nullish(),
};

export const reading = { include_members_count: flag.default(false) };

/** What a list may be narrowed and ordered by. */
export const listing = {
  ...paging,
  ...reading,
  query: one.optional(),
  user_id: many.optional(),
  organization_id: many.optional(),
  order_by: one
    .pipe(z.string().regex(/^[-+ ]?(name|created_at|members_count)$/))
    .default('-created_at'),
};
