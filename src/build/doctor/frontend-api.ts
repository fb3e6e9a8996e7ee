import { causeOf } from '../../auth/cause';
import { type Answer, type Ask, FAILURE_TEXT, type Failure } from './ask';
import { type Environment, readEnvironment } from './environment';
import { type Finding, note, right, unknown, wrong } from './finding';
import { machineClock } from './machine-clock';
import { signInMethods } from './sign-in-methods';
import type { Subject } from './subject';

const KEYS = 'https://dashboard.clerk.com/last-active?path=api-keys';
const NATIVE = 'https://dashboard.clerk.com/last-active?path=native-applications';
const PROTECTION = 'https://dashboard.clerk.com/last-active?path=protect/attack-protection';

/** Asks the instance for its settings, and then as the extension would. */
export async function examineFrontendApi(subject: Subject, ask: Ask): Promise<Finding[]> {
  const host = subject.env.frontendApiHost;
  // Without an origin: one that is not allowed must not hide the settings.
  const answer = await ask(`https://${host}/v1/environment`);
  const environment = answer.failure === null ? readEnvironment(answer.json) : null;
  const findings = reachability(host, answer, environment !== null);
  if (answer.failure !== null) return findings;
  const clock = machineClock(answer);
  // An answer that is not Clerk's says nothing of what follows.
  if (environment === null && answer.codes.length === 0) return findings;
  const asExtension = await askAsExtension(subject, ask);
  return [
    ...findings,
    ...clock,
    ...(environment ? status(subject, environment) : []),
    nativeApi(environment, asExtension),
    origin(subject, asExtension),
    ...(environment
      ? [
          botProtection(environment),
          ...signInMethods(environment, {
            // #region feature: oauth
            oauth: subject.env.oauth,
            // #endregion feature: oauth
          }),
        ]
      : []),
  ];
}

/**
 * The first request that the extension makes: native and with an `Authorization` header on a production
 * key or with a sync host, and as a web page's on a development key by itself. The token names nobody.
 */
function askAsExtension({ env, origin }: Subject, ask: Ask): Promise<Answer> {
  const url = `https://${env.frontendApiHost}/v1/client`;
  const isNative =
    // #region feature: sync-host
    env.syncHost !== undefined ||
    // #endregion feature: sync-host
    env.mode === 'production';
  return isNative
    ? ask(`${url}?_is_native=1`, { headers: { Origin: origin, Authorization: 'Bearer none' } })
    : ask(url, { headers: { Origin: origin } });
}

/** How far a request came. */
function reachability(host: string, answer: Answer, isEnvironment: boolean): Finding[] {
  const wrongKey = `Compare the publishable key with ${KEYS}.`;
  if (answer.failure !== null) return unreachable(host, answer.failure, wrongKey);
  const reached = [right('DNS', `${host} has an address.`), right('TLS', 'Its certificate holds.')];
  const http = `GET /v1/environment was answered ${answer.status}`;
  if (isEnvironment) return [...reached, right('HTTP', `${http}, by Clerk.`)];
  const codes = answer.codes.join(', ');
  if (answer.codes.includes('host_invalid')) {
    const says = 'Clerk answers there, and knows no instance of this host.';
    return [...reached, wrong('HTTP', says, wrongKey)];
  }
  if (answer.status >= 500 || answer.status === 429) {
    const why = codes === '' ? '' : ` (${codes})`;
    return [...reached, unknown('HTTP', `${http}${why}: try again later.`)];
  }
  if (codes !== '') return [...reached, unknown('HTTP', `${http} (${codes}).`)];
  return [...reached, wrong('HTTP', `${http}, and not by Clerk.`, wrongKey)];
}

function unreachable(host: string, failure: Failure, wrongKey: string): Finding[] {
  const says = `${host}: ${FAILURE_TEXT[failure]}.`;
  const named = right('DNS', `${host} has an address.`);
  switch (failure) {
    case 'no-such-host':
      return [
        wrong(
          'DNS',
          says,
          `${wrongKey} A production host needs its CNAME record: the dashboard lists it.`,
        ),
      ];
    case 'resolver':
      return [unknown('DNS', says, 'Run this again where there is a network.')];
    case 'tls':
      return [
        named,
        wrong(
          'TLS',
          says,
          'Let Clerk issue the certificate (dashboard, Domains), or name that of a proxy or of `npm run clerk` in NODE_EXTRA_CA_CERTS.',
        ),
      ];
    case 'refused':
      return [named, wrong('Connection', says, `Start what serves it. Otherwise: ${wrongKey}`)];
    case 'timeout':
    case 'broken':
      return [
        named,
        unknown('Connection', says, 'Run this again; a firewall or a proxy may be why.'),
      ];
  }
}

function status({ env }: Subject, { display_config, maintenance_mode }: Environment): Finding[] {
  const type = display_config.instance_environment_type;
  return [
    ...(maintenance_mode
      ? [
          note(
            'Maintenance',
            'Clerk says that the instance is in maintenance: nobody signs in now.',
          ),
        ]
      : []),
    ...(type !== undefined && type !== env.mode
      ? [
          wrong(
            'Key',
            `The key says ${env.mode}, and Clerk that the instance is of another kind.`,
            `Copy the key again from ${KEYS}.`,
          ),
        ]
      : []),
  ];
}

function nativeApi(environment: Environment | null, asExtension: Answer): Finding {
  const check = 'Native API';
  const off = () =>
    wrong(check, 'It is off, and Clerk refuses an extension.', `Switch it on: ${NATIVE}`);
  if (asExtension.failure === null && asExtension.codes.includes('native_api_disabled'))
    return off();
  switch (environment?.auth_config.native_settings?.api_enabled) {
    case true:
      return right(check, 'It is on.');
    case false:
      return off();
    case undefined:
      return unknown(check, 'Clerk did not say whether it is on.', `Look there: ${NATIVE}`);
  }
}

function origin(subject: Subject, answer: Answer): Finding {
  const check = 'Origin';
  if (answer.failure !== null) {
    return unknown(check, `Asking as the extension: ${FAILURE_TEXT[answer.failure]}.`);
  }
  const refusal = answer.codes.find((code) => causeOf(code) === 'origin-not-allowed');
  if (refusal !== undefined) {
    return wrong(
      check,
      `Clerk does not let ${subject.origin} in (${answer.status}, ${refusal}).`,
      'Add it to the allowed origins: `CLERK_SECRET_KEY=sk_... npm run doctor -- --fix`',
    );
  }
  if (answer.status === 200) return right(check, `Clerk lets ${subject.origin} in.`);
  const codes = answer.codes.length > 0 ? ` (${answer.codes.join(', ')})` : '';
  return unknown(check, `Clerk answered the extension's first request ${answer.status}${codes}.`);
}

function botProtection({ user_settings }: Environment): Finding {
  const check = 'Bot protection';
  switch (user_settings.sign_up?.captcha_enabled) {
    case true:
      return wrong(
        check,
        'It is on: a sign-up wants a captcha, which an extension may not load.',
        `Switch it off, or have people sign up on the web: ${PROTECTION}`,
      );
    case false:
      return right(check, 'It is off.');
    case undefined:
      return unknown(check, 'Clerk did not say whether it is on.', `Look there: ${PROTECTION}`);
  }
}
