import type { RecordedRequest } from '../control-contract.ts';
import type { Incoming } from './incoming.ts';

const KEPT = 10_000;

/** Authorization as scheme and last four characters: enough to tell credentials apart. */
function redactAuthorization(value: string): string {
  const [scheme = '', credential = ''] = value.split(' ');
  return `${scheme} …${credential.slice(-4)}`;
}

function parsed(bodyText: string): unknown {
  if (bodyText === '') return null;
  try {
    return JSON.parse(bodyText) as unknown;
  } catch {
    return bodyText;
  }
}

/** The last requests the org received, for tests to look at. */
export class RequestLog {
  private entries: RecordedRequest[] = [];
  private nextSeq = 1;

  /** Starts an entry; the caller fills in the status when the answer is known. */
  open(incoming: Incoming): RecordedRequest {
    const { authorization, ...headers } = incoming.headers;
    const entry: RecordedRequest = {
      seq: this.nextSeq++,
      at: new Date().toISOString(),
      method: incoming.method,
      path: incoming.path,
      query: Object.fromEntries(incoming.query),
      headers: {
        ...headers,
        ...(authorization !== undefined && { authorization: redactAuthorization(authorization) }),
      },
      body: parsed(incoming.bodyText),
      status: null,
    };
    this.entries.push(entry);
    if (this.entries.length > KEPT) this.entries.shift();
    return entry;
  }

  since(seq: number): RecordedRequest[] {
    return this.entries.filter((entry) => entry.seq > seq);
  }

  clear(): void {
    this.entries = [];
  }
}
