import type { Clock } from './clock';
import type { SigningKey } from './keys';
import type { OAuth } from './oauth/service';
import type { Mode } from './publishable-key';
import type { Store } from './store/state';
import type { Switches } from './switches';

/** A one-time code on its way to a mailbox or a phone, which here is whoever listens. */
export type SentCode = { to: string; code: string };

/** A link on its way to a mailbox. Whoever follows it proves that the address is theirs. */
export type SentLink = { to: string; url: string };

/** Whether users have an attribute: not at all, if they like, or always. In Clerk's words. */
export type AttributeSetting = 'off' | 'on' | 'required';

/** What users are identified by. */
export type Attributes = {
  emailAddress: AttributeSetting;
  /** As a way to prove an email address, beside the code. */
  emailLink: AttributeSetting;
  phoneNumber: AttributeSetting;
  username: AttributeSetting;
  /** As a second factor, and backup codes with it. */
  authenticatorApp: AttributeSetting;
  passkey: AttributeSetting;
  /** Codes to a phone number as a second factor, and backup codes with them. */
  phoneSecondFactor: AttributeSetting;
};

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
  oauth: OAuth;
  attributes: Attributes;
  /** Single-session instances refuse a second sign-in on the same client. */
  singleSession: boolean;
  /** Whether an email link counts only in the browser in which it was asked for. */
  emailLinkSameClient: boolean;
  /** What may change while it runs. */
  switches: Switches;
  /** What lets tests past bot protection, and until when (epoch milliseconds). */
  testingTokens: Map<string, number>;
  /** A right password is not enough on a device that its user was never signed in on. */
  deviceTrust: boolean;
  /** Sensitive actions need a proof of within ten minutes. */
  reverification: boolean;
  /** Users and organisations have API keys. */
  apiKeys: boolean;
  /** Sessions without an active organisation are pending, and there are no personal accounts. */
  requireOrganization: boolean;
  /** Sessions of users without a second factor are pending. */
  requireSecondFactor: boolean;
  /** What handshakes have set, by nonce, until a server asks for it. */
  handshakes: Map<string, string[]>;
  onCode: (sent: SentCode) => void;
  onLink: (sent: SentLink) => void;
};
