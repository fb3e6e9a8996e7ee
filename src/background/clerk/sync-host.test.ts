import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSyncCookie } from './sync-host';

describe('isSyncCookie', () => {
  it.each([
    ['__client', '.example.com'],
    ['__client', 'app.example.com'],
    ['__client_uat', 'app.example.com'],
    ['__client_uat_Ab12-_', '.app.example.com'],
    ['__clerk_db_jwt', 'app.example.com'],
    ['__clerk_db_jwt_Ab12', 'app.example.com'],
  ])('takes %s of %s for a change at app.example.com', (name, domain) => {
    expect(isSyncCookie({ name, domain }, 'app.example.com')).toBe(true);
  });

  it.each([
    ['theme', 'app.example.com'],
    ['__session', 'app.example.com'],
    ['x__client', 'app.example.com'],
    ['__client', 'other.example.com'],
    ['__client', 'sub.app.example.com'],
    ['__client', 'notexample.com'],
    ['__client', 'xapp.example.com'],
  ])('takes no notice of %s of %s', (name, domain) => {
    expect(isSyncCookie({ name, domain }, 'app.example.com')).toBe(false);
  });

  it('never takes notice of a host that the cookie is not sent to', () => {
    fc.assert(
      fc.property(fc.domain(), fc.domain(), (domain, hostname) => {
        fc.pre(hostname !== domain && !hostname.endsWith(`.${domain}`));
        expect(isSyncCookie({ name: '__client', domain: `.${domain}` }, hostname)).toBe(false);
      }),
    );
  });
});
