import { describe, expect, it } from '@jest/globals';
import { DpopNonces } from '../../../../src/okta/oauth/dpop-nonces.js';

describe('DpopNonces', () => {
  it('keeps the newest nonce of each app of each org', () => {
    const nonces = new DpopNonces();
    nonces.of('https://a.okta.com', '1').note('old');
    nonces.of('https://a.okta.com', '1').note('new');
    nonces.of('https://b.okta.com', '1').note('other');
    const kept = [nonces.of('https://a.okta.com', '1'), nonces.of('https://b.okta.com', '1')].map((cache) =>
      cache.get(),
    );
    expect([...kept, nonces.of('https://a.okta.com', '2').get()]).toEqual(['new', 'other', undefined]);
  });

  it.each(['', 'a b', 'a"b', 'a\\b', 'a\nb', 'é', 'x'.repeat(513)])('takes no %j', (nonce) => {
    const cache = new DpopNonces().of('https://a.okta.com', '1');
    cache.note(nonce);
    expect(cache.get()).toBeUndefined();
  });
});
