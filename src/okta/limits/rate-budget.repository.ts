import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { DATA_SOURCE } from '../../core/database/data-source.js';

/** Names a budget and one holder of a share in it; hashes. */
export interface BudgetKey {
  budget: Buffer;
  holder: Buffer;
}

/** Who asks, and for which time: what comes late, after a later one, is given nothing. */
export interface Asker {
  replica: string;
  turn: number;
}

/** What a process says of itself and of the window it knows, and what it wants. */
export interface SliceReport {
  share: number;
  /** In any time of this length the share holds. */
  windowMs: number;
  /** Live replicas, to size the slice by. */
  replicas: number;
  /** Calls that this process may make or has under way, and calls that ended since the last report. */
  holds: number;
  ended: number;
  /** Of the slice in hand; null without one. */
  seq: number | null;
  /** Calls of that slice that were answered since the last report, and calls that are given back. */
  spent: number;
  returned: number;
  /** The window that Okta named, with its numbers; null where nothing is known. */
  reset: number | null;
  limit: number | null;
  remaining: number | null;
  endsInMs: number | null;
  /** Calls in that window that were made without a slice. */
  free: number;
  /** Calls that the next slice should hold; 0 for none. */
  want: number;
  /** The part of the share that is left for others, and the part that replicas may have used without telling. */
  keepPart: number;
  untoldPart: number;
}

const Slice = z.object({
  seq: z.number(),
  granted: z.number(),
  ceiling: z.number().nullable(),
  remaining: z.number().nullable(),
  reset_at: z.coerce.number().nullable(),
  past_reset: z.coerce.number(),
  ends_in_ms: z.number(),
  recent: z.number(),
  opens_in_ms: z.number().nullable(),
});

export interface GrantedSlice {
  /** Names the window among all replicas, also before Okta has. */
  seq: number;
  granted: number;
  /** Undefined: no replica has had an answer in this bucket yet. */
  limit: number | undefined;
  remaining: number;
  reset: number | undefined;
  /** Named the window before; 0 where there was none. */
  past: number;
  endsInMs: number;
  /** Calls of the connection that count against its share by now, this slice's among them. */
  recent: number;
  /** How long asking again is no use; undefined: somebody may give back calls at any moment. */
  opensInMs: number | undefined;
}

/** Where the replicas share Okta's rate limits. Without tenants: it holds hashes and counters. */
export interface RateBudgets {
  exchange(key: BudgetKey, report: SliceReport & Asker): Promise<GrantedSlice>;
  /** Says that this replica lives, and gives the number of those that do. */
  countReplicas(self: string): Promise<number>;
  forgetReplica(self: string): Promise<void>;
}

@Injectable()
export class RateBudgetRepository implements RateBudgets {
  constructor(@Inject(DATA_SOURCE) private readonly dataSource: DataSource) {}

  /** One round trip. */
  async exchange({ budget, holder }: BudgetKey, report: SliceReport & Asker): Promise<GrantedSlice> {
    const sql = 'SELECT * FROM take_rate_slice($1, $2, $3)';
    const rows = await this.dataSource.query<unknown[]>(sql, [budget, holder, JSON.stringify(report)]);
    const slice = Slice.parse(rows[0]);
    return {
      seq: slice.seq,
      granted: slice.granted,
      limit: slice.ceiling ?? undefined,
      remaining: slice.remaining ?? 0,
      reset: slice.reset_at ?? undefined,
      past: slice.past_reset,
      endsInMs: slice.ends_in_ms,
      recent: slice.recent,
      opensInMs: slice.opens_in_ms ?? undefined,
    };
  }

  async countReplicas(self: string): Promise<number> {
    const rows = await this.dataSource.query<unknown[]>('SELECT id FROM list_live_replicas($1)', [self]);
    return rows.length;
  }

  async forgetReplica(self: string): Promise<void> {
    await this.dataSource.query('SELECT forget_replica($1)', [self]);
  }
}
