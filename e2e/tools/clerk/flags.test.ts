import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFlags, UsageError } from '../../../src/build/command/run-command';
import { parseFlags, USAGE } from './flags';

const read = (args: string[]) => readFlags(USAGE, () => parseFlags(args));

describe('parseFlags', () => {
  it('has a default for everything', () => {
    expect(parseFlags([])).toEqual({
      mode: undefined,
      port: 8444,
      data: undefined,
      env: undefined,
      seed: undefined,
      singleSession: true,
      requireOrganization: false,
      requireSecondFactor: false,
      reverification: false,
      clientTrust: false,
      apiKeys: false,
      signUpMode: 'public',
      legalConsent: false,
      verifyAtSignUp: true,
      signInMethods: {
        attributes: {
          emailAddress: 'required',
          phoneNumber: 'off',
          username: 'off',
          emailLink: 'off',
          passkey: 'off',
          authenticatorApp: 'off',
          phoneSecondFactor: 'off',
        },
        social: [],
      },
      enterpriseDomain: undefined,
      latencyMs: 0,
      mailDelayMs: 0,
    });
  });

  it('takes all of them', () => {
    const line =
      '--mode production --port=0 --data clerk.json --env .env.clerk --seed seed.json --sessions multi --require-organization --require-second-factor --reverification --client-trust --api-keys --sign-up-mode waitlist --legal-consent --no-verify-at-sign-up --sign-in-methods phone_number,username,oauth_google,oauth_custom_mock,authenticator_app,passkey --enterprise-domain corp.example --latency 250 --mail-delay 3000';
    expect(parseFlags(line.split(' '))).toEqual({
      mode: 'production',
      port: 0,
      data: 'clerk.json',
      env: '.env.clerk',
      seed: 'seed.json',
      singleSession: false,
      requireOrganization: true,
      requireSecondFactor: true,
      reverification: true,
      clientTrust: true,
      apiKeys: true,
      signUpMode: 'waitlist',
      legalConsent: true,
      verifyAtSignUp: false,
      signInMethods: {
        attributes: {
          emailAddress: 'off',
          phoneNumber: 'required',
          username: 'on',
          emailLink: 'off',
          passkey: 'on',
          authenticatorApp: 'on',
          phoneSecondFactor: 'off',
        },
        social: ['google', 'custom_mock'],
      },
      enterpriseDomain: 'corp.example',
      latencyMs: 250,
      mailDelayMs: 3000,
    });
  });

  it.each([
    [['--mode', 'live'], /--mode is "development" or "production", not "live"/],
    [['--port', '70000'], /--port is a number from 0 to 65535, not "70000"/],
    [['--port', '8e3'], /not "8e3"/],
    [['--sessions', 'many'], /--sessions is "single" or "multi", not "many"/],
    [['--sign-up-mode', 'closed'], /--sign-up-mode is .*, not "closed"/],
    [['--enterprise-domain', 'ada@corp'], /--enterprise-domain is .*, not "ada@corp"/],
    [['--latency', '-1'], /--latency/],
    [['--mail-delay', 'soon'], /--mail-delay is a number of milliseconds, not "soon"/],
    [['--sign-in-methods', 'email'], /--sign-in-methods is a list of .*; not "email"/],
    [['--sign-in-methods', 'email_address,oauth_custom_'], /not "oauth_custom_"/],
    [['--sign-in-methods', 'email_address,custom_mock'], /not "custom_mock"/],
    [['--sign-in-methods', 'email_address,toString'], /not "toString"/],
    [['--sign-in-methods', 'oauth_google'], /names none of email_address, phone_number, username/],
    [['--env', ''], /--env needs the name of a file/],
    [['--seed'], /--seed/],
    [['--data', ''], /--data needs the name of a file/],
    [['--data'], /--data/],
    [['--prot', '1'], /Unknown option '--prot'/],
    [['clerk.json'], /clerk\.json/],
  ])('refuses %j with a sentence and the usage', (args, sentence) => {
    expect(() => read(args)).toThrow(sentence);
    expect(() => read(args)).toThrow(USAGE.slice(0, 30));
  });

  it('throws nothing but its own error', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (args) => {
        try {
          read(args);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
    );
  });
});
