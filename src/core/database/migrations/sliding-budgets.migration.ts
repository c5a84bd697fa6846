import type { MigrationInterface, QueryRunner } from 'typeorm';
import { EXCHANGE } from './rate-budgets.migration.js';

/**
 * A connection's share holds in every sliding minute, not in Okta's windows alone. Replicas of the release before call
 * the function's old name, and are held to it too.
 */
export class SlidingBudgets1795654800000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE rate_budget_share
        ADD COLUMN ended_until bigint[] NOT NULL DEFAULT '{}',
        ADD COLUMN ended_calls integer[] NOT NULL DEFAULT '{}',
        ADD COLUMN holdings jsonb NOT NULL DEFAULT '{}'`);
    for (const [column, comment] of COMMENTS)
      await queryRunner.query(`COMMENT ON COLUMN rate_budget_share.${column} IS '${comment}'`);
    await queryRunner.query(TAKE);
    await queryRunner.query(`REVOKE ALL ON FUNCTION take_rate_slice(bytea, bytea, jsonb) FROM PUBLIC`);
    await queryRunner.query(EXCHANGE_BY_OLD_NAME);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `DROP FUNCTION exchange_rate_slice(bytea, bytea, jsonb), take_rate_slice(bytea, bytea, jsonb)`,
    );
    await queryRunner.query(EXCHANGE);
    await queryRunner.query(`REVOKE ALL ON FUNCTION exchange_rate_slice(bytea, bytea, jsonb) FROM PUBLIC`);
    await queryRunner.query(
      `ALTER TABLE rate_budget_share DROP COLUMN ended_until, DROP COLUMN ended_calls, DROP COLUMN holdings`,
    );
  }
}

const COMMENTS = [
  ['ended_until', 'Until when calls that ended count, milliseconds since 1970, rising; a sixtieth of a window apart'],
  ['ended_calls', 'How many they are, one for each of ended_until'],
  ['holdings', 'Calls that each replica may make or has under way; its last report; until when they count if it dies'],
];

/** How long after a replica's last report a call of it may still reach Okta. */
const LATEST_ARRIVAL_MS = 30_000;

/**
 * Reports what a process did since the last time, and takes a slice. Two accounts must both have room:
 *
 * - Okta's window. Okta's own count is the truth, and what others of the org used is in it: open is what Okta has left,
 *   less what was handed out and has not come back in an answer.
 * - The sliding minute of this connection. A call counts from when it is handed out until a minute after its end was
 *   reported. It reaches Okta in between, so whatever minute one looks at, the last call in it was handed out while all
 *   others in it counted.
 *
 * `opens_in_ms`: how long asking again is certainly no use; null where calls may be given back at any moment.
 */
const TAKE = `
  CREATE FUNCTION take_rate_slice(given_budget bytea, given_holder bytea, report jsonb)
  RETURNS TABLE (seq integer, granted integer, ceiling integer, remaining integer, reset_at bigint, past_reset bigint, ends_in_ms integer, outstanding integer, recent integer, opens_in_ms integer)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  #variable_conflict use_column
  DECLARE
    b public.rate_budget;
    known public.rate_budget_share;
    told bigint := (report->>'reset')::bigint;
    told_ends timestamptz := clock_timestamp() + make_interval(secs => (report->>'endsInMs')::double precision / 1000);
    told_now boolean := false;
    spent integer := (report->>'spent')::integer;
    free integer := (report->>'free')::integer;
    returned integer := (report->>'returned')::integer;
    window_ms bigint := coalesce((report->>'windowMs')::bigint, 60000);
    slot_ms bigint := greatest(1, coalesce((report->>'windowMs')::bigint, 60000) / 60);
    -- A replica of the release before names neither itself nor what it holds.
    replica text := coalesce(report->>'replica', '');
    ended integer := coalesce((report->>'ended')::integer, (report->>'spent')::integer + (report->>'free')::integer);
    now_ms bigint;
    until bigint;
    ended_sum integer;
    others jsonb;
    others_hold integer;
    mine integer;
    is_late boolean;
    cap integer;
    held integer := 0;
    kept integer := 0;
    window_open integer;
    open_calls integer;
    gift integer := 0;
    opens integer;
  BEGIN
    INSERT INTO public.rate_budget AS r (budget) VALUES (given_budget)
      ON CONFLICT (budget) DO UPDATE SET budget = excluded.budget RETURNING * INTO b;
    now_ms := floor(extract(epoch FROM clock_timestamp()) * 1000);
    IF told > b.past_reset + 1 AND told_ends > clock_timestamp() AND (b.reset_at IS NULL OR told >= b.reset_at - 1) THEN
      told_now := true;
      IF b.reset_at IS NULL OR told > b.reset_at + 1 THEN
        IF b.reset_at IS NOT NULL THEN
          b.seq := b.seq + 1; b.granted := 0; b.spent := 0; b.past_reset := b.reset_at;
        END IF;
        b.reset_at := told; b.ends_at := told_ends; b.remaining := (report->>'remaining')::integer;
      END IF;
      b.ceiling := (report->>'limit')::integer;
      b.remaining := least(b.remaining, (report->>'remaining')::integer);
    END IF;
    IF b.ceiling IS NOT NULL AND b.ends_at <= clock_timestamp() THEN
      told_now := false;
      b.seq := b.seq + 1; b.granted := 0; b.spent := 0; b.past_reset := coalesce(b.reset_at, b.past_reset);
      b.reset_at := NULL; b.ends_at := clock_timestamp() + make_interval(secs => window_ms / 1000.0); b.remaining := b.ceiling;
    END IF;

    SELECT * INTO known FROM public.rate_budget_share WHERE budget = given_budget AND holder = given_holder;
    IF known.seq = b.seq THEN
      held := known.granted;
    END IF;
    IF (report->>'seq')::integer = b.seq THEN
      b.granted := b.granted - returned; held := held - returned;
      b.spent := b.spent + spent;
    END IF;
    IF told_now THEN
      b.granted := b.granted + free; b.spent := b.spent + free; held := held + free;
    END IF;

    SELECT coalesce(array_agg(t.until ORDER BY t.until), '{}'), coalesce(array_agg(t.calls ORDER BY t.until), '{}'),
      coalesce(sum(t.calls), 0) + ended
      INTO known.ended_until, known.ended_calls, ended_sum
      FROM unnest(known.ended_until, known.ended_calls) AS t(until, calls) WHERE t.until > now_ms;
    IF ended > 0 THEN
      until := (now_ms / slot_ms + 1) * slot_ms + window_ms;
      IF known.ended_until[cardinality(known.ended_until)] >= until THEN
        known.ended_calls[cardinality(known.ended_calls)] := known.ended_calls[cardinality(known.ended_calls)] + ended;
      ELSE
        known.ended_until := known.ended_until || until; known.ended_calls := known.ended_calls || ended;
      END IF;
    END IF;
    SELECT coalesce(jsonb_object_agg(h.key, h.value), '{}'), coalesce(sum((h.value->>'calls')::integer), 0)
      INTO others, others_hold
      FROM jsonb_each(known.holdings) AS h WHERE h.key <> replica AND (h.value->>'until')::bigint > now_ms;
    mine := coalesce((report->>'holds')::integer,
      greatest(0, coalesce((known.holdings->replica->>'calls')::integer, 0) - spent - returned));
    -- Its process waited for this no longer, and has asked again: nobody would hear of a gift.
    is_late := coalesce((known.holdings->replica->>'turn')::bigint >= (report->>'turn')::bigint, false);
    IF is_late THEN
      mine := (known.holdings->replica->>'calls')::integer;
    END IF;

    IF b.ceiling IS NOT NULL THEN
      cap := greatest(1, floor(b.ceiling * (report->>'share')::double precision + 1e-9));
      -- What replicas used too little to tell, if there is use that nobody told.
      kept := least(greatest(0, b.ceiling - b.remaining - b.spent), floor(cap * (report->>'untoldPart')::double precision));
      kept := kept + floor(cap * (report->>'keepPart')::double precision);
      window_open := least(b.remaining - (b.granted - b.spent), cap - held - kept);
      open_calls := least(window_open, cap - ended_sum - others_hold - mine - kept);
      IF open_calls > 0 AND NOT is_late THEN
        gift := least((report->>'want')::integer, open_calls, greatest(1, open_calls / (2 * (report->>'replicas')::integer)));
      END IF;
      IF open_calls <= 0 THEN
        IF window_open <= 0 AND b.reset_at IS NOT NULL AND (b.granted = b.spent OR b.remaining = 0) THEN
          opens := ceil(extract(epoch FROM b.ends_at - clock_timestamp()) * 1000);
        END IF;
        IF ended_sum + kept >= cap AND ended_sum > 0 THEN
          opens := greatest(opens, known.ended_until[1] - now_ms);
        END IF;
      END IF;
    END IF;
    mine := mine + gift;
    UPDATE public.rate_budget r SET seq = b.seq, ceiling = b.ceiling, remaining = b.remaining, reset_at = b.reset_at,
      past_reset = b.past_reset, ends_at = b.ends_at, granted = b.granted + gift, spent = b.spent
      WHERE r.budget = given_budget;
    INSERT INTO public.rate_budget_share (budget, holder, seq, granted, ended_until, ended_calls, holdings)
      VALUES (given_budget, given_holder, b.seq, held + gift, known.ended_until, known.ended_calls,
        others || jsonb_build_object(replica, jsonb_build_object('calls', mine,
          'turn', greatest((report->>'turn')::bigint, (known.holdings->replica->>'turn')::bigint),
          'until', now_ms + window_ms + ${LATEST_ARRIVAL_MS})))
      ON CONFLICT (budget, holder) DO UPDATE SET seq = excluded.seq, granted = excluded.granted,
        ended_until = excluded.ended_until, ended_calls = excluded.ended_calls, holdings = excluded.holdings;
    RETURN QUERY SELECT b.seq, gift, b.ceiling, b.remaining, b.reset_at, b.past_reset,
      ceil(extract(epoch FROM b.ends_at - clock_timestamp()) * 1000)::integer, b.granted - b.spent,
      ended_sum + others_hold + mine, opens;
  END $$`;

const EXCHANGE_BY_OLD_NAME = `
  CREATE OR REPLACE FUNCTION exchange_rate_slice(given_budget bytea, given_holder bytea, report jsonb)
  RETURNS TABLE (seq integer, granted integer, ceiling integer, remaining integer, reset_at bigint, past_reset bigint, ends_in_ms integer, outstanding integer)
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.seq, t.granted, t.ceiling, t.remaining, t.reset_at, t.past_reset, t.ends_in_ms, t.outstanding
    FROM public.take_rate_slice(given_budget, given_holder, report) AS t
  $$`;
