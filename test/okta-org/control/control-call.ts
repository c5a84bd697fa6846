import type { Incoming } from '../server/incoming.ts';
import type { OrgRuntime } from '../server/org-runtime.ts';
import type { Reply } from '../server/reply.ts';

export interface ControlCall {
  runtime: OrgRuntime;
  incoming: Incoming;
  body: unknown;
  param: string;
}

export type ControlHandler = (call: ControlCall) => Reply | Promise<Reply>;
