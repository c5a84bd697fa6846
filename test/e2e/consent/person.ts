/** What a person's browser got: a page, or where it is to go next. */
export interface Visit {
  status: number;
  location: string | null;
  html: string;
  headers: Headers;
}

/**
 * A browser with cookies by host, for the service behind a reverse proxy: requests go to `baseUrl`, whatever host the
 * address names, and tell that host as the proxy would.
 */
export class Person {
  readonly #baseUrl: string;
  readonly #cookies = new Map<string, Map<string, string>>();

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  /** The `Cookie` header for a host. */
  cookie(host: string): string {
    return [...(this.#cookies.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  setCookie(host: string, cookie: string): void {
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar.set(name, value));
  }

  async visit(address: string, { method = 'GET' }: { method?: string } = {}): Promise<Visit> {
    const { host, pathname, search } = new URL(address);
    const response = await fetch(`${this.#baseUrl}${pathname}${search}`, {
      method,
      redirect: 'manual',
      headers: { 'x-forwarded-host': host, cookie: this.cookie(host), accept: 'text/html' },
    });
    for (const line of response.headers.getSetCookie()) this.setCookie(host, line.split(';')[0] ?? '');
    const { status, headers } = response;
    return { status, headers, location: headers.get('location'), html: await response.text() };
  }
}
