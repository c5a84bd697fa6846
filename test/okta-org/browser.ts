/** What the person at the browser does on the consent page. */
export interface ConsentDecision {
  /** Login of an ACTIVE user; the seeded admin by default. */
  login?: string;
  deny?: boolean;
}

interface PageRequest {
  method: string;
  body?: string;
  headers?: Record<string, string>;
}

/** Cookies by name, enough for one origin. */
class Cookies {
  private readonly values = new Map<string, string>();

  take(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      if (value === '') this.values.delete(name);
      else this.values.set(name, value);
    }
  }

  header(): string {
    return [...this.values].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

/**
 * Plays the browser from /authorize through the consent page.
 * @returns the redirect back to the client, with code and state or error
 */
export async function approveInBrowser(authorizeUrl: string, decision: ConsentDecision = {}): Promise<string> {
  const { origin } = new URL(authorizeUrl);
  const cookies = new Cookies();
  let request: PageRequest = { method: 'GET' };
  let url = authorizeUrl;
  for (let step = 0; step < 10; step += 1) {
    const headers = { accept: 'text/html', cookie: cookies.header(), ...request.headers };
    // oxlint-disable-next-line no-await-in-loop -- each redirect follows from the answer before
    const response = await fetch(url, { ...request, headers, redirect: 'manual' });
    cookies.take(response);
    const location = response.headers.get('location');
    if (location === null && !url.includes('/signin/consent/')) {
      throw new Error(`no consent page: ${url} answered ${response.status}`);
    }
    request = location === null ? submission(decision) : { method: 'GET' };
    url = location === null ? url : new URL(location, url).href;
    if (!url.startsWith(origin)) return url;
  }
  throw new Error('the consent flow did not end');
}

function submission({ login = 'admin@example.com', deny = false }: ConsentDecision): PageRequest {
  const form = new URLSearchParams({ login, decision: deny ? 'deny' : 'allow' });
  return { method: 'POST', body: form.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } };
}
