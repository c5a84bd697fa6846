import type { OktaOrg } from './okta-org-process.ts';

export interface ApiCall {
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
}

export interface ApiAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON, or the text when it is none. */
  body: unknown;
  errorCode: string | undefined;
  /** URL of the Link line rel="next". */
  next: string | undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function nextOf(headers: Headers): string | undefined {
  return /<([^>]+)>; rel="next"/.exec((headers.get('link') ?? '').replace(/<[^>]+>; rel="self",?/, ''))?.[1];
}

/** A plain API call with the org's SSWS token; `path` may be a whole URL. */
export async function callApi(org: OktaOrg, method: string, path: string, call: ApiCall = {}): Promise<ApiAnswer> {
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  const response = await fetch(path.startsWith('http') ? path : org.url + path, {
    method,
    headers: {
      authorization: `SSWS ${call.token ?? org.apiToken}`,
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...call.headers,
    },
    ...(body !== undefined && { body }),
  });
  const answer = parsed(await response.text());
  const { errorCode } = (answer ?? {}) as { errorCode?: string };
  return {
    status: response.status,
    headers: response.headers,
    body: answer,
    errorCode,
    next: nextOf(response.headers),
  };
}
