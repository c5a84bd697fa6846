import type { ResultPage } from './result-page.js';

/** What a browser is told: to go on, or what has happened. */
export type ConsentAnswer =
  { kind: 'redirect'; location: string; cookie?: string } | { kind: 'page'; page: ResultPage };

/** What is known of the browser that asks. */
export interface Browser {
  /** The host it asked for, with its port. */
  host: string;
  /** Its `Cookie` header. */
  cookie: string | undefined;
}

export const showPage = (page: ResultPage): ConsentAnswer => ({ kind: 'page', page });
