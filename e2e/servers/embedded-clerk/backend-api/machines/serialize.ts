import type { Instance } from '../../instance';
import type { Machine } from '../../store/credential-model';

function bareMachineJSON(row: Machine) {
  return {
    object: 'machine',
    id: row.id,
    name: row.name,
    instance_id: 'ins_embedded',
    default_token_ttl: row.defaultTokenTtl,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}

/** A machine with those that it may access, and without its secret key. */
export function machineJSON({ store }: Instance, row: Machine) {
  const scoped = row.scopes.flatMap(({ machineId }) => store.machines.get(machineId) ?? []);
  return { ...bareMachineJSON(row), scoped_machines: scoped.map(bareMachineJSON) };
}
