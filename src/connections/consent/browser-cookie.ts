import { isFlowToken } from './flow-token.js';

interface BrowserCookieParts {
  name: string;
  /** How long the browser keeps it. */
  seconds: number;
}

/** A cookie that binds what was begun to the browser that began it. `Lax`: a redirect from another site must carry it. */
export class BrowserCookie {
  readonly #parts: BrowserCookieParts;

  constructor(parts: BrowserCookieParts) {
    this.#parts = parts;
  }

  /** The browser's token in a `Cookie` header, or undefined when there is none, or more than one. */
  read(header: string | undefined, url: string): string | undefined {
    const prefix = `${this.#nameAt(url)}=`;
    const pairs = (header ?? '').split(';').map((pair) => pair.trim());
    const [value, ...others] = pairs.filter((pair) => pair.startsWith(prefix)).map((pair) => pair.slice(prefix.length));
    return value !== undefined && others.length === 0 && isFlowToken(value) ? value : undefined;
  }

  /** The `Set-Cookie` header for answers at this URL. */
  write(token: string, url: string): string {
    const secure = url.startsWith('https:') ? '; Secure' : '';
    return `${this.#nameAt(url)}=${token}; Path=/; Max-Age=${this.#parts.seconds}; HttpOnly; SameSite=Lax${secure}`;
  }

  /** `__Host-` keeps other hosts of the domain from setting the cookie; browsers take it over https only. */
  #nameAt(url: string): string {
    return url.startsWith('https:') ? `__Host-${this.#parts.name}` : this.#parts.name;
  }
}
