import { z } from 'zod';
import { text } from '../../http/body';
import { RoleKey } from '../../store/organization-model';

/** What adding a member takes. */
export const addForm = z.strictObject({ user_id: text, role: RoleKey });

/** What changing a member's role takes. */
export const roleForm = z.strictObject({ role: RoleKey });
