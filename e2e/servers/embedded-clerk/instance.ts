import type { Clock } from './clock';
import type { SigningKey } from './keys';
import type { OAuth } from './oauth/service';
import type { Roles } from './organizations/roles';
import type { Mode } from './publishable-key';
import type { Store } from './store/state';

/** A one-time code on its way to a mailbox, which for the embedded Clerk is whoever listens. */
export type SentCode = { email: string; code: string };

/** One Clerk instance: what every route works on. */
export type Instance = {
  mode: Mode;
  host: string;
  issuer: string;
  clock: Clock;
  key: SigningKey;
  /** What the instance's backends present. */
  secretKey: string;
  store: Store;
  roles: Roles;
  oauth: OAuth;
  /** Single-session instances refuse a second sign-in on the same client. */
  singleSession: boolean;
  /** Sessions without an active organisation are pending, and there are no personal accounts. */
  requireOrganization: boolean;
  /** What handshakes have set, by nonce, until a server asks for it. */
  handshakes: Map<string, string[]>;
  onCode: (sent: SentCode) => void;
};
