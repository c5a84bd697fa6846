import type { ExchangeAnswer } from '../../../src/okta/exchange.js';

interface Window {
  endsAt: number;
  used: number;
  refused: number;
}

/** Counts like one bucket of Okta: fixed windows, begun by the first call, told in headers. */
export class WindowOkta {
  readonly windows: Window[] = [];

  constructor(private readonly settings: { limit: number; windowMs: number }) {}

  /** A call of the service, or of somebody else with the same credentials. */
  answer(): ExchangeAnswer {
    const { limit, windowMs } = this.settings;
    let window = this.windows.at(-1);
    if (!window || window.endsAt <= Date.now()) {
      window = { endsAt: Date.now() + windowMs, used: 0, refused: 0 };
      this.windows.push(window);
    }
    const isRefused = window.used >= limit;
    if (isRefused) window.refused += 1;
    else window.used += 1;
    const headers = {
      date: new Date().toUTCString(),
      'x-rate-limit-limit': String(limit),
      'x-rate-limit-remaining': String(limit - window.used),
      'x-rate-limit-reset': String(Math.ceil(window.endsAt / 1_000)),
    };
    return { kind: 'answer', status: isRefused ? 429 : 200, headers, text: '{}' };
  }
}
