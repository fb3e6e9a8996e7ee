import { verifyToken } from '@clerk/backend';
import { TokenVerificationError, TokenVerificationErrorReason } from '@clerk/backend/errors';

/** What a backend must know to verify tokens without asking anyone. */
export type Trust = {
  /** The instance's public key in PEM: "JWKS Public Key" in Clerk's dashboard. */
  jwtKey: string;
  /** The Frontend API's origin, which tokens name in `iss`. */
  issuer: string;
  /** Who may have asked Clerk for the token, named in `azp`: `chrome-extension://<id>`. */
  authorizedParty: string;
};

/** Whom a verified token speaks for. */
export type VerifiedSession = {
  sub: string;
  /** `null` for a token of a JWT template, which names no session. */
  sid: string | null;
  org: { id: string; slug: string | null; role: string | null } | null;
  /** `null` where Clerk did not see who asked. */
  azp: string | null;
};

/** The token proves nothing. `reason` is one of Clerk's codes, such as `token-expired`. */
export class RefusedTokenError extends Error {
  override name = 'RefusedTokenError';
  readonly reason: string;

  constructor(reason: string, options?: ErrorOptions) {
    super(`The token was refused: ${reason}.`, options);
    this.reason = reason;
  }
}

/**
 * Verifies signature, times, issuer and asker, all without the network.
 *
 * The asker is checked here and not by `authorizedParties`, which refuses a token without `azp`
 * (`@clerk/backend` 3.25). Clerk writes the claim from the `Origin` header, and Chromium sends none with
 * a GET from an extension that has the host's permission: such a token is genuine.
 *
 * @throws {RefusedTokenError} The token is never part of its message.
 */
export async function verifySession(token: string, trust: Trust): Promise<VerifiedSession> {
  const claims = await verifyToken(token, { jwtKey: trust.jwtKey, issuer: trust.issuer }).catch(
    (error: unknown) => {
      throw new RefusedTokenError(
        error instanceof TokenVerificationError
          ? error.reason
          : TokenVerificationErrorReason.TokenInvalid,
        { cause: error },
      );
    },
  );
  if (claims.azp !== undefined && claims.azp !== trust.authorizedParty) {
    throw new RefusedTokenError(TokenVerificationErrorReason.TokenInvalidAuthorizedParties);
  }
  const organization = claims.v === 2 ? claims.o : undefined;
  return {
    sub: claims.sub,
    sid: claims.sid ?? null,
    org: organization
      ? { id: organization.id, slug: organization.slg ?? null, role: organization.rol ?? null }
      : null,
    azp: claims.azp ?? null,
  };
}
