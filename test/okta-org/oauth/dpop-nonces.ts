import { randomBytes } from 'node:crypto';
import type { Provider } from 'oidc-provider';

const ROTATED_MS = 24 * 3600 * 1000;
const VALID_MS = 3 * ROTATED_MS;

interface NonceSource {
  nextChallenge: () => string;
  checkChallenge: (nonce: string) => boolean;
}

/** Okta's DPoP nonces: a new one each day, valid for three (developer.okta.com/docs/guides/dpop). */
export class DpopNonces implements NonceSource {
  private readonly made = new Map<string, number>();
  private current = '';
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** The nonce that clients should use. */
  nextChallenge(): string {
    const madeAt = this.made.get(this.current) ?? Number.NEGATIVE_INFINITY;
    if (this.now() - madeAt >= ROTATED_MS) this.rotate({ forget: false });
    return this.current;
  }

  checkChallenge(nonce: string): boolean {
    const madeAt = this.made.get(nonce);
    return madeAt !== undefined && this.now() - madeAt < VALID_MS;
  }

  rotate({ forget }: { forget: boolean }): void {
    if (forget) this.made.clear();
    this.current = randomBytes(24).toString('base64url');
    this.made.set(this.current, this.now());
  }
}

// The provider's own nonces live a few minutes and cannot be set, so its store of internals is opened.
const INTERNALS = 'oidc-provider/lib/helpers/weak_cache.js';

/** Makes the provider ask for these nonces instead of its own. */
export async function useNonces(provider: Provider, nonces: NonceSource): Promise<void> {
  const internals = (await import(INTERNALS)) as { get: (of: Provider) => { DPoPNonces: NonceSource } };
  internals.get(provider).DPoPNonces = nonces;
}
