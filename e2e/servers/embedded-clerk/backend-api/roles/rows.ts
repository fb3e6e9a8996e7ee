import { parametersInvalid } from '../../http/parameters';
import type { Permission } from '../../store/organization-model';
import { rows } from '../../store/queries';
import type { Store } from '../../store/state';
import { notFound } from '../errors';

/** The permission of that id. Throws 404 if there is none. */
export function permissionWith({ permissions }: Store, id: string): Permission {
  const permission = permissions.get(id);
  if (permission === undefined) throw notFound(`No permission was found with id ${id}`);
  return permission;
}

/** Throws 422 if a role, or a permission, other than that of `exceptId` has the key. */
export function assertFree<Row extends { id: string; key: string }>(
  table: Map<string, Row>,
  key: string,
  exceptId?: string,
): void {
  if (rows(table, (row) => row.key === key && row.id !== exceptId).length > 0) {
    throw parametersInvalid([{ param: 'key', kind: 'taken' }]);
  }
}
