/** A page that a visitor looks at, or an address of another site that the visitor was sent to. */
export interface Sight {
  url: string;
  status: number;
  /** The answer's own headers, and those of the redirections that led to it. */
  headers: Headers;
  hops: { url: string; status: number; headers: Headers }[];
  html: string;
}

const MAX_HOPS = 8;

/**
 * A browser without JavaScript, with cookies by host, for the service behind a reverse proxy: requests to the service's
 * hosts go to `baseUrl` and tell the host as the proxy would; other sites are not followed.
 */
export class Visitor {
  readonly #cookies = new Map<string, Map<string, string>>();
  #sight: Sight | undefined;

  constructor(
    private readonly baseUrl: string,
    private readonly hosts: readonly string[],
  ) {}

  /** Where the visitor is. */
  get page(): Sight {
    if (!this.#sight) throw new Error('The visitor has not opened anything');
    return this.#sight;
  }

  get html(): string {
    return this.page.html;
  }

  /** The last part of the address: the step. */
  get step(): string {
    return new URL(this.page.url).pathname.split('/').at(-1) ?? '';
  }

  /** What a person reads: without tags, entities resolved, white space folded. */
  get text(): string {
    return this.html
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
      .replaceAll(/\s+/g, ' ');
  }

  cookies(host: string): Map<string, string> {
    const known = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, known);
    return known;
  }

  async open(url: string, { method = 'GET' }: { method?: string } = {}): Promise<Sight> {
    return this.#go({ url, method });
  }

  /** Another page of the same visit. */
  async openStep(step: string): Promise<Sight> {
    return this.open(this.page.url.replace(/(\/cs_[0-9a-f]{32}).*/, `$1/${step}`));
  }

  /** Sends the form of the page with these fields. */
  async send(fields: Record<string, string | string[]>, headers: Record<string, string> = {}): Promise<Sight> {
    const { action, token } = this.form();
    const body = new URLSearchParams({ form_token: token });
    for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(name, value);
    const { origin } = new URL(this.page.url);
    return this.#go({
      url: new URL(action, this.page.url).href,
      method: 'POST',
      body: body.toString(),
      headers: { origin, ...headers },
    });
  }

  /** The form of the page. */
  form(): { action: string; token: string } {
    const action = /<form method="post" action="([^"]+)"/.exec(this.html)?.[1];
    const token = /name="form_token" value="([^"]+)"/.exec(this.html)?.[1];
    if (action === undefined || token === undefined) throw new Error(`There is no form here: ${this.text}`);
    return { action, token };
  }

  /** The words beside a field that say what is wrong with it. */
  errorAt(field: string): string | undefined {
    const words = new RegExp(`id="error-${field}">[\\s\\S]*?<span>([\\s\\S]*?)</span>`).exec(this.html)?.[1];
    return words?.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  }

  /** The address of a link with this text. */
  link(label: string): string {
    const links = [...this.html.matchAll(/<a [^>]*href="([^"]+)"[^>]*>([\s\S]*?)<\/a/g)];
    const found = links.find(([, , text]) => text?.replaceAll(/<[^>]*>/g, '').trim() === label)?.[1];
    if (found === undefined) throw new Error(`There is no link “${label}” here: ${this.text}`);
    return new URL(found.replaceAll('&#38;', '&'), this.page.url).href;
  }

  async #go(first: { url: string; method: string; body?: string; headers?: Record<string, string> }): Promise<Sight> {
    let request = first;
    const hops: Sight['hops'] = [];
    for (let hop = 0; hop < MAX_HOPS; hop += 1) {
      const { url } = request;
      // oxlint-disable-next-line no-await-in-loop -- each hop follows from the answer before
      const response = await this.#request(request);
      const location = response?.headers.get('location');
      if (!response || !location) {
        // oxlint-disable-next-line no-await-in-loop -- the last page
        const html = (await response?.text()) ?? '';
        this.#sight = { url, status: response?.status ?? 0, headers: response?.headers ?? new Headers(), hops, html };
        return this.#sight;
      }
      hops.push({ url, status: response.status, headers: response.headers });
      request = { url: new URL(location, url).href, method: 'GET' };
    }
    throw new Error('The visitor was sent around in circles');
  }

  async #request({
    url,
    method,
    body,
    headers,
  }: {
    url: string;
    method: string;
    body?: string;
    headers?: Record<string, string>;
  }) {
    const { host, pathname, search } = new URL(url);
    if (!this.hosts.includes(host)) return undefined;
    const cookie = [...this.cookies(host)].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.baseUrl}${pathname}${search}`, {
      method,
      redirect: 'manual',
      headers: {
        'x-forwarded-host': host,
        accept: 'text/html',
        ...(cookie && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      this.cookies(host).set(name, value);
    }
    return response;
  }
}
