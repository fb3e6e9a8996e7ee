import { deleteApiKeysOf } from '../api-keys/api-keys';
import { isSameSecretKey } from '../backend-api/secret-key';
import { deriveSecret } from '../credentials/credential';
import type { Instance } from '../instance';
import type { Machine } from '../store/credential-model';
import { rows } from '../store/queries';

/** What `machine` proves itself by; that of an earlier rotation if so told. */
export function secretKeyOf(instance: Instance, { id, ...row }: Machine, rotation = row.rotation) {
  return deriveSecret(instance, 'ak', `machine ${id} ${rotation}`);
}

/** The machine that `presented` proves, by its secret key, or by the previous one while that is valid. */
export function machineOf(instance: Instance, presented: string): Machine | undefined {
  const now = instance.clock.now();
  return rows(instance.store.machines, (row) => {
    if (isSameSecretKey(presented, secretKeyOf(instance, row))) return true;
    const previous = secretKeyOf(instance, row, row.rotation - 1);
    return now < row.previousUntil && isSameSecretKey(presented, previous);
  })[0];
}

/** Gives `machine` a new secret key. The old one stays valid for so many seconds. */
export function rotateSecretKey(instance: Instance, machine: Machine, seconds: number): void {
  const now = instance.clock.now();
  machine.rotation += 1;
  machine.previousUntil = now + seconds * 1000;
  machine.updatedAt = now;
}

/** Deletes `machine` with its tokens and API keys, and what others may do with it. */
export function deleteMachine(instance: Instance, { id }: Machine): void {
  const { machines, m2mTokens } = instance.store;
  for (const row of rows(m2mTokens, ({ subject }) => subject === id)) m2mTokens.delete(row.id);
  for (const other of machines.values()) {
    other.scopes = other.scopes.filter(({ machineId }) => machineId !== id);
  }
  deleteApiKeysOf(instance, id);
  machines.delete(id);
}
