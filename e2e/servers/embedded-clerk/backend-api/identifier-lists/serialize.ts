import type { ListName } from '../../admission/listed-identifiers';
import type { ListedIdentifier } from '../../store/admission-model';

/** An entry of either list. Only the allowlist's can have come with an invitation. */
export function listedIdentifierJSON(list: ListName, row: ListedIdentifier) {
  return {
    object: `${list}_identifier`,
    id: row.id,
    ...(row.invitationId === null ? {} : { invitation_id: row.invitationId }),
    identifier: row.identifier,
    identifier_type: row.type,
    instance_id: 'ins_embedded',
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
