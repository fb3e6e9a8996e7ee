import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Environment, readEnvironment } from './environment';
import { signInMethods } from './sign-in-methods';

function environment(userSettings: unknown): Environment {
  const read = readEnvironment({
    auth_config: {},
    display_config: {},
    user_settings: userSettings,
  });
  if (read === null) throw new Error('This is no environment.');
  return read;
}

const first = (...strategies: string[]) => ({
  enabled: true,
  used_for_first_factor: true,
  first_factors: strategies,
});

describe('sign-in methods', () => {
  it('are told each by itself', () => {
    const settings = {
      attributes: {
        password: { enabled: true },
        email_address: first('email_code', 'email_link'),
        phone_number: { ...first('phone_code'), used_for_second_factor: true },
        username: first(),
        passkey: { enabled: true },
        web3_wallet: { enabled: true },
        authenticator_app: { enabled: true, used_for_second_factor: true },
        backup_code: { enabled: false, used_for_second_factor: true },
      },
      social: {
        oauth_google: { enabled: true, authenticatable: true, name: 'Google' },
        oauth_x: { enabled: false, authenticatable: true, name: 'X' },
      },
      enterprise_sso: { enabled: true },
    };
    const verdicts = (oauth: { oauth?: true }) =>
      signInMethods(environment(settings), oauth).map(({ check, verdict }) => [check, verdict]);
    expect(verdicts({ oauth: true })).toEqual([
      ['Sign-in: password', 'right'],
      ['Sign-in: email code', 'right'],
      ['Sign-in: email link', 'unknown'],
      ['Sign-in: phone code', 'right'],
      ['Sign-in: username', 'right'],
      ['Sign-in: Google', 'right'],
      ['Sign-in: enterprise SSO', 'right'],
      ['Sign-in: passkey', 'unknown'],
      ['Sign-in: web3 wallet', 'note'],
      ['Second factor: authenticator app', 'right'],
      ['Second factor: phone code', 'right'],
    ]);
    expect(verdicts({})).toContainEqual(['Sign-in: Google', 'note']);
    expect(verdicts({})).toContainEqual(['Sign-in: enterprise SSO', 'note']);
  });

  it('say that no email link works where it counts in one client alone', () => {
    const verdict = (require_same_client: boolean) =>
      signInMethods(
        environment({
          attributes: { email_address: first('email_link') },
          attack_protection: { email_link: { require_same_client } },
        }),
        {},
      ).find(({ check }) => check === 'Sign-in: email link')?.verdict;
    expect(verdict(true)).toBe('wrong');
    expect(verdict(false)).toBe('unknown');
  });

  it('are wrong where none works', () => {
    const settings = { attributes: { web3_wallet: { enabled: true } }, social: {} };
    expect(signInMethods(environment(settings), {})).toContainEqual(
      expect.objectContaining({ check: 'Sign-in', verdict: 'wrong' }),
    );
  });

  it('are unknown where Clerk does not say', () => {
    expect(signInMethods(environment({}), {})).toEqual([
      expect.objectContaining({ check: 'Sign-in', verdict: 'unknown' }),
    ]);
  });
});

it('reads whatever JSON there is without an error', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (settings, attribute, whole) => {
      readEnvironment(whole);
      const read = readEnvironment({
        auth_config: { native_settings: attribute },
        display_config: { instance_environment_type: attribute },
        user_settings: {
          attributes: { password: attribute, email_address: { first_factors: attribute } },
          social: { oauth_google: attribute },
          sign_up: settings,
          attack_protection: { email_link: settings },
        },
        maintenance_mode: settings,
      });
      expect(read && signInMethods(read, {}).length).toBeGreaterThan(0);
    }),
  );
});
