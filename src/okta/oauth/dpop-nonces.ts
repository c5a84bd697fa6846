import { LRUCache } from 'lru-cache';

/** The newest `DPoP-Nonce` for one app of one org. */
export interface NonceCache {
  get(): string | undefined;
  note(nonce: string): void;
}

/** RFC 9449, section 8.1. */
const NONCE = /^[\x21\x23-\x5b\x5d-\x7e]{1,512}$/;

/**
 * Nonces by org and app. Whatever answer brings one, of the token endpoint or of an API, the newest is used next.
 * Source: https://developer.okta.com/docs/guides/dpop/
 */
export class DpopNonces {
  private readonly nonces = new LRUCache<string, string>({ max: 10_000 });

  of(origin: string, clientId: string): NonceCache {
    const key = `${origin} ${clientId}`;
    return {
      get: () => this.nonces.get(key),
      note: (nonce) => {
        if (NONCE.test(nonce)) this.nonces.set(key, nonce);
      },
    };
  }
}
