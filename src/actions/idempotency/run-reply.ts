/** What a caller gets for a run: the very text, so that it can be given again byte for byte. */
export interface RunReply {
  status: number;
  contentType: string;
  body: string;
  /** Seconds, for the header `Retry-After`. */
  retryAfterSeconds?: number | undefined;
  /** Where to ask for what comes of it. */
  location?: string;
}

/** `replayed`: it is the answer of an earlier run with the same key. */
export interface GivenReply extends RunReply {
  replayed: boolean;
}

/** The reply to a run that succeeded. */
export const successReply = (body: string): RunReply => ({ status: 200, contentType: 'application/json', body });
