import { z } from 'zod';
import { text } from '../../http/body';

/** What adding a member takes. */
export const addForm = z.strictObject({ user_id: text, role: text });

/** What changing a member's role takes. */
export const roleForm = z.strictObject({ role: text });
