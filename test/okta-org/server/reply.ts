/** What a route answers: JSON in `body`, or bytes in `raw` (with its own Content-Type), or nothing. */
export interface Reply {
  status: number;
  body?: unknown;
  raw?: string | Buffer;
  headers?: Record<string, string | string[]>;
}

/** 200 with a JSON body. */
export function ok(body: unknown, headers?: Record<string, string | string[]>): Reply {
  return { status: 200, body, ...(headers && { headers }) };
}

/** 204 without a body. */
export const noContent: Reply = { status: 204 };

/** A refusal without a body: Okta puts scope and DPoP errors into WWW-Authenticate only. */
export function challenge(status: number, wwwAuthenticate: string): Reply {
  return { status, headers: { 'WWW-Authenticate': wwwAuthenticate } };
}
