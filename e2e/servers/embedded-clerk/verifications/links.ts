import { z } from 'zod';
import { accountsHostOf } from '../accounts-portal/routes';
import { badRequest, invalidUrlScheme } from '../http/errors';
import { randomString } from '../ids';
import type { Instance } from '../instance';
import type { Client } from '../store/client-model';
import type { Verification } from '../store/common-model';

const lifetimeMs = 10 * 60 * 1000;

/** What a link's token says: whose attempt it proves, and where the browser goes from there. */
const LinkClaims = z.object({
  st: z.literal('email_link'),
  cid: z.string(),
  sid: z.string(),
  nonce: z.string(),
  rurl: z.string(),
});
export type LinkClaims = z.output<typeof LinkClaims>;

/**
 * Mails a link to `to` and returns the verification that waits for somebody to follow it. It takes the
 * place of an earlier one, whose link is void then. Throws Clerk's answer if `redirectUrl` is no web page.
 *
 * @param owner the client, and the id of its sign-in, sign-up or email address that the link proves.
 */
export async function sendLink(
  instance: Instance,
  to: string,
  owner: { client: Client; resourceId: string },
  redirectUrl = `https://${accountsHostOf(instance.host)}/sign-in`,
): Promise<Verification> {
  if (!URL.canParse(redirectUrl) || !/^https?:$/.test(new URL(redirectUrl).protocol)) {
    throw invalidUrlScheme('redirect_url');
  }
  const nonce = randomString(32);
  const token = await instance.key.sign({
    iss: instance.issuer,
    st: 'email_link',
    cid: owner.client.id,
    sid: owner.resourceId,
    nonce,
    rurl: redirectUrl,
  });
  instance.onLink({ to, url: `${instance.issuer}/v1/verify?token=${token}` });
  return {
    strategy: 'email_link',
    status: 'unverified',
    code: nonce,
    // As recorded of the real Frontend API: a link is not tried, it is followed or not.
    attempts: null,
    expireAt: instance.clock.now() + lifetimeMs,
  };
}

/** What `token` says. Throws Clerk's answer to one that this instance has not signed. */
export async function readLink(instance: Instance, token: string): Promise<LinkClaims> {
  const claims = LinkClaims.safeParse(await instance.key.read(token));
  if (claims.success) return claims.data;
  throw badRequest(
    'verification_link_token_invalid',
    'Invalid verification link token',
    'The verification link token is invalid.',
  );
}

/** What following a link comes to, in the words in which the page behind it is told. */
export type LinkStatus = 'verified' | 'expired' | 'failed' | 'client_mismatch';

/**
 * Follows a link: marks `verification` verified if it is the one that the link was sent for, has not
 * expired, and where the instance asks for it, was asked for by the same client.
 */
export function followLink(
  instance: Instance,
  verification: Verification | null | undefined,
  { cid, nonce }: LinkClaims,
  opener: Client,
): LinkStatus {
  if (verification?.strategy !== 'email_link' || verification.code !== nonce) return 'failed';
  if (instance.clock.now() >= (verification.expireAt ?? 0)) {
    verification.status = 'expired';
    return 'expired';
  }
  // Not spent: it may still be opened where it was asked for.
  if (instance.emailLinkSameClient && opener.id !== cid) return 'client_mismatch';
  Object.assign(verification, { status: 'verified', code: null, verifiedAtClient: opener.id });
  return 'verified';
}
