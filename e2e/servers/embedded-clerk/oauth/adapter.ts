import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Where one provider keeps what it has issued: in memory, each kind apart, until it expires. */
export function createAdapters(): (kind: string) => Adapter {
  const kinds = new Map<string, Adapter>();
  return (kind) => {
    const adapter = kinds.get(kind) ?? createAdapter();
    kinds.set(kind, adapter);
    return adapter;
  };
}

function createAdapter(): Adapter {
  const rows = new Map<string, { payload: AdapterPayload; expireAt: number }>();
  const find = (matches: (id: string, payload: AdapterPayload) => boolean) => {
    for (const [id, { payload, expireAt }] of rows) {
      if (matches(id, payload)) return Date.now() < expireAt ? payload : undefined;
    }
    return undefined;
  };
  return {
    upsert: async (id, payload, expiresIn = Number.POSITIVE_INFINITY) => {
      rows.set(id, { payload, expireAt: Date.now() + expiresIn * 1000 });
    },
    find: async (id) => find((key) => key === id),
    findByUid: async (uid) => find((_id, payload) => payload.uid === uid),
    findByUserCode: async (code) => find((_id, payload) => payload.userCode === code),
    consume: async (id) => {
      const payload = find((key) => key === id);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => {
      rows.delete(id);
    },
    revokeByGrantId: async (grantId) => {
      for (const [id, { payload }] of rows) {
        if (payload.grantId === grantId) rows.delete(id);
      }
    },
  };
}
