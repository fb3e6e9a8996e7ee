import type { Env } from '../../config/parse-env';
import { decodePublishableKey } from '../../config/publishable-key';
import { type BuildFile, textOf } from './build-file';
import type { Finding } from './finding';

/** What an extension is made of here. A font or a sound would be added, a `.pem` or `.map` never. */
const KINDS = /^(?!(?:.*\/)?\.)[\w./-]+\.(?:js|css|html|json|png|svg)$/;

const PUBLISHABLE_KEY = /pk_(?:test|live)_[A-Za-z0-9+/_-]+={0,2}/g;

/** Clerk's secret keys, webhook secrets and private keys in PEM: with what follows, not the mere prefix. */
const SECRET =
  /sk_(?:test|live)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9+/]{16,}|-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]/;

/** Files that do not belong, source maps, and keys other than the one this build is for. */
export function auditFiles(files: readonly BuildFile[], env: Env): Finding[] {
  const findings: Finding[] = [];
  let hasKey = false;
  for (const file of files) {
    const { path } = file;
    if (/\.map$/.test(path))
      findings.push({ rule: 'source-map', file: path, what: 'a source map' });
    else if (!KINDS.test(path)) {
      findings.push({ rule: 'file', file: path, what: 'a kind of file that does not belong' });
    }
    if (!/\.(js|css|html|json|svg)$/.test(path)) continue;
    const text = textOf(file);
    if (/[#@]\s*sourceMappingURL=/.test(text)) {
      findings.push({ rule: 'source-map', file: path, what: 'names a source map' });
    }
    // Whatever a secret is, a report is no place for it.
    if (SECRET.test(text)) findings.push({ rule: 'key', file: path, what: 'a secret key' });
    for (const [key] of text.matchAll(PUBLISHABLE_KEY)) {
      const decoded = decodePublishableKey(key);
      if (key === env.publishableKey) hasKey = true;
      else if (decoded) {
        findings.push({
          rule: 'key',
          file: path,
          what: `a ${decoded.mode} key for ${decoded.frontendApiHost}, not this build's`,
        });
      }
    }
  }
  if (env.mode !== 'production') {
    findings.push({ rule: 'key', what: 'built with a development key (pk_test_)' });
  }
  if (!hasKey) {
    findings.push({ rule: 'key', what: `no script has the key for ${env.frontendApiHost}` });
  }
  return findings;
}
