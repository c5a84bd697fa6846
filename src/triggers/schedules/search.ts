import type { OktaRequest } from '../../okta/okta-request.js';
import type { Schedule } from '../catalog/trigger-definition.js';
import type { Window } from './schedule-window.js';

/** Something to be delivered. */
export interface Finding {
  /** The same whenever the same is found: it makes the `webhook-id`. */
  key: string;
  /** What `data` of the delivery holds beside what every delivery says. */
  body: Record<string, unknown>;
}

/** A part of a window that is kept whole: its findings and what to remember go into one transaction. */
export interface SearchStep {
  findings: Finding[];
  memory: unknown;
  /** The window is searched to its end. */
  done: boolean;
  /** Findings that were delivered since then are left out; undefined where none can be. */
  toldSince: Date | undefined;
}

/** A page of a list of Okta's. */
export interface OktaPage {
  items: unknown[];
  /** Path and query of the next page. */
  next: string | undefined;
}

export interface SearchRequest {
  /** Parsed by the trigger's schema. */
  params: Record<string, unknown>;
  schedule: Schedule;
  window: Window;
  /** Nothing older is told. */
  startFrom: Date;
  /** As the last step left it; undefined at first. */
  memory: unknown;
  now: Date;
  /** @throws ConnectorError as OktaClient does */
  read: (request: OktaRequest) => Promise<OktaPage>;
}

/**
 * Searches one window, step by step: a step is committed before the next is asked for, and after a crash the search goes on
 * with the memory of the last one that was.
 */
export type Search = (request: SearchRequest) => AsyncGenerator<SearchStep, void, void>;
