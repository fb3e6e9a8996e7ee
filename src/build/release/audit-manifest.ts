import type { Env } from '../../config/parse-env';
import { type BuildFile, textOf } from './build-file';
import type { Finding } from './finding';
import reviewed from './reviewed-manifest.json' with { type: 'json' };

/** What says how the extension looks, and gives it no power. Everything else is compared. */
const HARMLESS = ['name', 'short_name', 'description', 'version', 'default_locale', 'icons', 'key'];
const HARMLESS_OF_ACTION = ['default_title', 'default_icon'];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * Every difference between the build's manifest and `reviewed-manifest.json`, which is edited by hand
 * and so says what somebody agreed to. A key that nobody has reviewed is a difference, whatever it is.
 */
export function auditManifest(files: readonly BuildFile[], env: Env): Finding[] {
  const path = 'manifest.json';
  const file = files.find((candidate) => candidate.path === path);
  if (!file) return [{ rule: 'manifest', what: 'there is no manifest.json' }];
  const found = flatten(comparable(JSON.parse(textOf(file))));
  const expected = flatten(expectedFor(env));
  const finding = (what: string): Finding => ({ rule: 'manifest', file: path, what });
  return [
    ...[...found].filter((line) => !expected.has(line)).map((line) => finding(`added: ${line}`)),
    ...[...expected].filter((line) => !found.has(line)).map((line) => finding(`gone: ${line}`)),
  ];
}

/** The reviewed manifest for one configuration, its placeholders filled in. */
function expectedFor(env: Env): Json {
  const parts: Json[] = [reviewed.always];
  // #region feature: oauth
  if (env.oauth) parts.push(reviewed.withOAuth);
  // #endregion feature: oauth
  // #region feature: sync-host
  if (env.syncHost) parts.push(reviewed.withSyncHost);
  if (env.syncHost && env.mode === 'production') parts.push(reviewed.withProductionSyncHost);
  // #endregion feature: sync-host
  if (env.apiOrigin) parts.push(reviewed.withBackend);
  // #region feature: sites
  if (env.sites) parts.push(reviewed.withSites);
  // #endregion feature: sites
  if (env.telemetry) parts.push(reviewed.withTelemetry);
  const values: Record<string, string> = {
    frontendApi: `https://${env.frontendApiHost}`,
    // #region feature: sync-host
    cookieHost: portless(env.cookieOrigin),
    webApp: portless(env.syncHost),
    // A production Frontend API is at `clerk.` on the web app's domain.
    domain: `https://${env.frontendApiHost.replace(/^clerk\./, '')}`,
    // #endregion feature: sync-host
    backend: env.apiOrigin ?? '',
  };
  const text = JSON.stringify(parts.reduce(merge));
  return JSON.parse(text.replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all));
}

// #region feature: sync-host
/** An origin as a match pattern takes it. */
function portless(origin: string | undefined): string {
  if (origin === undefined) return '';
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}`;
}
// #endregion feature: sync-host

/** `more` on top of `base`: lists grow, objects go on, anything else is replaced. */
function merge(base: Json, more: Json): Json {
  if (Array.isArray(base) && Array.isArray(more)) return [...base, ...more];
  if (!isObject(base) || !isObject(more)) return more;
  const merged = { ...base };
  for (const [key, value] of Object.entries(more)) {
    const before = merged[key];
    merged[key] = before === undefined ? value : merge(before, value);
  }
  return merged;
}

/** A manifest without what is harmless, its policy taken apart. */
function comparable(manifest: Json): Json {
  if (!isObject(manifest)) return manifest;
  const { action, content_security_policy: policies, ...rest } = omit(manifest, HARMLESS);
  const { extension_pages: policy, ...otherPolicies } = isObject(policies) ? policies : {};
  return {
    ...rest,
    ...(isObject(action) ? { action: omit(action, HARMLESS_OF_ACTION) } : {}),
    content_security_policy: {
      ...otherPolicies,
      ...(typeof policy === 'string' ? directivesOf(policy) : {}),
    },
  };
}

/** A policy's directives. Of two with one name the first counts, so a second one is kept apart. */
function directivesOf(policy: string): { [name: string]: Json } {
  const directives: { [name: string]: Json } = {};
  for (const directive of policy.split(';')) {
    const [name = '', ...sources] = directive.trim().split(/\s+/);
    if (name) directives[name in directives ? `${name} (again)` : name] = sources;
  }
  return directives;
}

/** One line for each value, by its way there. A list is a set: its order means nothing here. */
function flatten(json: Json, way = ''): Set<string> {
  if (Array.isArray(json)) {
    const items = json.flatMap((item) => [...flatten(item, `${way}[]`)]);
    return new Set(items.length > 0 ? items : [`${way} = []`]);
  }
  if (!isObject(json)) return new Set([`${way} = ${JSON.stringify(json)}`]);
  const keys = Object.entries(json).flatMap(([key, value]) => [
    ...flatten(value, way ? `${way}.${key}` : key),
  ]);
  return new Set(keys.length > 0 ? keys : [`${way} = {}`]);
}

function omit(object: { [key: string]: Json }, keys: readonly string[]): { [key: string]: Json } {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

function isObject(json: Json | undefined): json is { [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
