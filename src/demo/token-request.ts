import type { TokenRequest } from '../auth/access-token';
import type { SnapshotOrganization } from '../auth/session-snapshot';

/** The form as typed. Empty text means: not requested. */
export type TokenOptionsState = {
  template: string;
  nameOrganization: boolean;
  minTtlSeconds: string;
  fresh: boolean;
};

export const NO_OPTIONS: TokenOptionsState = {
  template: '',
  nameOrganization: false,
  minTtlSeconds: '',
  fresh: false,
};

/** The request that the form describes. Empty fields are left out. */
export function toTokenRequest(
  { template, nameOrganization, minTtlSeconds, fresh }: TokenOptionsState,
  organization: SnapshotOrganization | null,
): TokenRequest {
  return {
    ...(template.trim() === '' ? {} : { template: template.trim() }),
    ...(nameOrganization && organization ? { organizationId: organization.id } : {}),
    ...(minTtlSeconds === '' ? {} : { minTtlSeconds: Number(minTtlSeconds) }),
    ...(fresh ? { fresh } : {}),
  };
}
