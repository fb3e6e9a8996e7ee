import { z } from 'zod';
import type { Control } from './control';

const metadata = z.record(z.string(), z.unknown()).optional();
const role = z.enum(['org:admin', 'org:member']);
const effect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('latency'), ms: z.number().nonnegative() }),
  z.object({
    kind: z.literal('status'),
    status: z.number().int().min(200).max(599),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.string().optional(),
    omitClientHeader: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('dropClientHeader') }),
  z.object({ kind: z.literal('malformedBody') }),
  z.object({ kind: z.literal('truncatedBody') }),
  z.object({ kind: z.literal('reset') }),
  z.object({ kind: z.literal('offline') }),
]);
/** A RegExp does not survive JSON, so over HTTP it travels as its source and flags. */
const route = z.union([
  z.string(),
  z
    .object({ source: z.string(), flags: z.string() })
    .transform(({ source, flags }) => new RegExp(source, flags)),
]);

function operation<Arguments extends z.ZodType<unknown[]>, Result>(
  args: Arguments,
  run: (control: Control, args: z.output<Arguments>) => Result,
) {
  return (control: Control, raw: unknown): Result => run(control, args.parse(raw));
}

/** Every operation of `Control` by its name over HTTP: arguments checked, then passed on. */
export const operations = new Map(
  Object.entries({
    addUser: operation(
      z.tuple([
        z.strictObject({
          email: z.email(),
          password: z.string(),
          firstName: z.string().optional(),
          lastName: z.string().optional(),
          publicMetadata: metadata,
          unsafeMetadata: metadata,
        }),
      ]),
      (control, [user]) => control.addUser(user),
    ),
    addOrganization: operation(
      z.tuple([
        z.strictObject({
          name: z.string().min(1),
          slug: z.string().optional(),
          members: z.array(z.strictObject({ userId: z.string(), role })),
        }),
      ]),
      (control, [organization]) => control.addOrganization(organization),
    ),
    removeMember: operation(z.tuple([z.string(), z.string()]), (control, args) =>
      control.removeMember(...args),
    ),
    grant: operation(z.tuple([role, z.string()]), (control, args) => control.grant(...args)),
    addTemplate: operation(
      z.tuple([z.string(), z.record(z.string(), z.unknown()), z.number().positive()]),
      (control, args) => control.addTemplate(...args),
    ),
    signOutEverywhere: operation(z.tuple([z.string()]), (control, args) =>
      control.signOutEverywhere(...args),
    ),
    revokeSession: operation(z.tuple([z.string()]), (control, args) =>
      control.revokeSession(...args),
    ),
    sessions: operation(z.tuple([]), (control) => control.sessions()),
    'faults.add': operation(
      z.tuple([z.strictObject({ route, times: z.number().int().positive().optional(), effect })]),
      (control, [fault]) => control.faults.add(fault),
    ),
    'faults.remove': operation(z.tuple([z.string()]), (control, [id]) => control.faults.remove(id)),
    'faults.clear': operation(z.tuple([]), (control) => control.faults.clear()),
    requests: operation(z.tuple([]), (control) => control.requests()),
    unknownRequests: operation(z.tuple([]), (control) => control.unknownRequests()),
    clearRequests: operation(z.tuple([]), (control) => control.clearRequests()),
    jwks: operation(z.tuple([]), (control) => control.jwks()),
    publicKeyPem: operation(z.tuple([]), (control) => control.publicKeyPem()),
    advanceClock: operation(z.tuple([z.number().nonnegative()]), (control, args) =>
      control.advanceClock(...args),
    ),
  } satisfies Record<OperationName, unknown>),
);

/** The operations of `Control`, those of `faults` with their prefix. */
export type OperationName = Exclude<keyof Control, 'faults'> | `faults.${keyof Control['faults']}`;
