/** What the person at the browser does on the consent page. */
export interface ConsentDecision {
  /** Login of an ACTIVE user; the seeded admin by default. */
  login?: string;
  deny?: boolean;
}

/** Where a browser came to rest: on a page, or before an address that it does not follow. */
export interface Arrival {
  url: string;
  /** Null when the address was not followed. */
  status: number | null;
  text: string;
}

interface BrowserOptions {
  decision?: ConsentDecision;
  /** Real origin by the origin in the address, as a hosts file and a reverse proxy would have it. */
  origins?: Record<string, string>;
  /** Whether to go there; everywhere by default. */
  follows?: (url: string) => boolean;
}

interface PageRequest {
  url: string;
  method: 'GET' | 'POST';
  body?: string;
}

const MAX_STEPS = 12;
const CONSENT_PAGE = /^\/signin\/consent\//;

/** Follows redirects with cookies, and clicks the org's consent page. */
export class Browser {
  private readonly options: BrowserOptions;
  /** Cookie values by name, by the origin that set them. */
  private readonly cookies = new Map<string, Map<string, string>>();

  constructor(options: BrowserOptions = {}) {
    this.options = options;
  }

  /**
   * Opens an address and goes on until there is nothing left to follow or to click.
   * @throws Error when that does not end
   */
  async visit(url: string): Promise<Arrival> {
    let request: PageRequest = { url, method: 'GET' };
    for (let step = 0; step < MAX_STEPS; step += 1) {
      if (this.options.follows?.(request.url) === false) return { url: request.url, status: null, text: '' };
      // oxlint-disable-next-line no-await-in-loop -- each step follows from the answer before
      const response = await this.send(request);
      const next = this.nextOf(request, response);
      // oxlint-disable-next-line no-await-in-loop -- the last page
      if (!next) return { url: request.url, status: response.status, text: await response.text() };
      request = next;
    }
    throw new Error('the consent flow did not end');
  }

  /** One request with this browser's cookies, without following. */
  async send({ url, method, body }: PageRequest): Promise<Response> {
    const { origin, host, protocol, pathname, search } = new URL(url);
    const realOrigin = this.options.origins?.[origin];
    const response = await fetch(`${realOrigin ?? origin}${pathname}${search}`, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        cookie: this.cookieHeader(origin),
        ...(realOrigin !== undefined && { 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) }),
        ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(body !== undefined && { body }),
    });
    this.takeCookies(origin, response);
    return response;
  }

  private nextOf({ url, method }: PageRequest, response: Response): PageRequest | undefined {
    const location = response.headers.get('location');
    if (location !== null) return { url: new URL(location, url).href, method: 'GET' };
    const clickable = CONSENT_PAGE.test(new URL(url).pathname) && method === 'GET';
    return clickable ? { url, method: 'POST', body: this.submission() } : undefined;
  }

  private submission(): string {
    const { login = 'admin@example.com', deny = false } = this.options.decision ?? {};
    return new URLSearchParams({ login, decision: deny ? 'deny' : 'allow' }).toString();
  }

  private cookieHeader(origin: string): string {
    return [...(this.cookies.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private takeCookies(origin: string, response: Response): void {
    const values = this.cookies.get(origin) ?? new Map<string, string>();
    this.cookies.set(origin, values);
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      if (value === '') values.delete(name);
      else values.set(name, value);
    }
  }
}

/**
 * Plays the browser from /authorize through the consent page.
 * @returns the redirect back to the client, with code and state or error
 */
export async function approveInBrowser(authorizeUrl: string, decision: ConsentDecision = {}): Promise<string> {
  const { origin } = new URL(authorizeUrl);
  const browser = new Browser({ decision, follows: (url) => url.startsWith(origin) });
  const arrival = await browser.visit(authorizeUrl);
  if (arrival.status === null) return arrival.url;
  throw new Error(`the consent ended at ${new URL(arrival.url).pathname} with status ${arrival.status}`);
}
