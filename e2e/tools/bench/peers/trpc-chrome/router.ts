import { initTRPC } from '@trpc/server';
import { TokenRequest, TokenResult } from '../../../../../src/auth/access-token';

const t = initTRPC.create({ isServer: false, allowOutsideOfServer: true });

/** The one peer that checks: its input and output are held, in the worker, to our own schemas. */
export const router = t.router({
  getToken: t.procedure
    .input(TokenRequest)
    .output(TokenResult)
    .query(() => __PAYLOAD__ as never),
});
