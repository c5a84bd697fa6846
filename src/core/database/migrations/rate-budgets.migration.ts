import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Okta's rate limits, shared by all replicas. The tables hold hashes and counters and nothing of a tenant; the service
 * reaches them through the functions below only.
 */
export class RateBudgets1795395600001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTables(queryRunner);
    await queryRunner.query(EXCHANGE);
    await queryRunner.query(`REVOKE ALL ON FUNCTION exchange_rate_slice(bytea, bytea, jsonb) FROM PUBLIC`);
    await createReplicas(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION list_live_replicas(text), forget_replica(text)`);
    await queryRunner.query(`DROP FUNCTION exchange_rate_slice(bytea, bytea, jsonb)`);
    await queryRunner.query(`DROP TABLE replica, rate_budget_share, rate_budget`);
  }
}

async function createTables(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE TABLE rate_budget (
      budget bytea PRIMARY KEY,
      seq integer NOT NULL DEFAULT 1,
      ceiling integer,
      remaining integer,
      reset_at bigint,
      past_reset bigint NOT NULL DEFAULT 0,
      ends_at timestamptz NOT NULL DEFAULT now(),
      granted integer NOT NULL DEFAULT 0,
      spent integer NOT NULL DEFAULT 0
    )`);
  await queryRunner.query(`CREATE INDEX rate_budget_ended ON rate_budget (ends_at)`);
  await queryRunner.query(`COMMENT ON TABLE rate_budget IS 'A window of a rate limit of Okta, all replicas together'`);
  await queryRunner.query(`COMMENT ON COLUMN rate_budget.budget IS 'Hash of org, principal and bucket'`);
  await queryRunner.query(
    `COMMENT ON COLUMN rate_budget.reset_at IS 'Names the window, on Okta''s clock; null until Okta says'`,
  );
  await queryRunner.query(`COMMENT ON COLUMN rate_budget.granted IS 'Calls handed out in slices, or made without one'`);
  await queryRunner.query(`COMMENT ON COLUMN rate_budget.spent IS 'Of these, answered: counted in remaining'`);
  await queryRunner.query(`
    CREATE TABLE rate_budget_share (
      budget bytea NOT NULL REFERENCES rate_budget ON DELETE CASCADE,
      holder bytea NOT NULL,
      seq integer NOT NULL,
      granted integer NOT NULL,
      PRIMARY KEY (budget, holder)
    )`);
  await queryRunner.query(`COMMENT ON TABLE rate_budget_share IS 'What one connection has of a window'`);
  await queryRunner.query(`CREATE TABLE replica (id text PRIMARY KEY, seen_at timestamptz NOT NULL)`);
}

/**
 * Reports what a process did since the last time, and takes a slice. Okta's own count is the truth, and what others of
 * the org used is in it: open is what Okta has left, less what was handed out and has not come back in an answer.
 */
export const EXCHANGE = `
  CREATE FUNCTION exchange_rate_slice(given_budget bytea, given_holder bytea, report jsonb)
  RETURNS TABLE (seq integer, granted integer, ceiling integer, remaining integer, reset_at bigint, past_reset bigint, ends_in_ms integer, outstanding integer)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  #variable_conflict use_column
  DECLARE
    b public.rate_budget;
    told bigint := (report->>'reset')::bigint;
    told_ends timestamptz := clock_timestamp() + make_interval(secs => (report->>'endsInMs')::double precision / 1000);
    told_now boolean := false;
    free integer := (report->>'free')::integer;
    returned integer := (report->>'returned')::integer;
    cap integer;
    held integer := 0;
    kept integer := 0;
    open_calls integer;
    gift integer := 0;
  BEGIN
    INSERT INTO public.rate_budget AS r (budget) VALUES (given_budget)
      ON CONFLICT (budget) DO UPDATE SET budget = excluded.budget RETURNING * INTO b;
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
      b.reset_at := NULL; b.ends_at := clock_timestamp() + interval '60 seconds'; b.remaining := b.ceiling;
    END IF;

    SELECT s.granted INTO held FROM public.rate_budget_share s
      WHERE s.budget = given_budget AND s.holder = given_holder AND s.seq = b.seq;
    held := coalesce(held, 0);
    IF (report->>'seq')::integer = b.seq THEN
      b.granted := b.granted - returned; held := held - returned;
      b.spent := b.spent + (report->>'spent')::integer;
    END IF;
    IF told_now THEN
      b.granted := b.granted + free; b.spent := b.spent + free; held := held + free;
    END IF;

    IF b.ceiling IS NOT NULL THEN
      cap := greatest(1, floor(b.ceiling * (report->>'share')::double precision + 1e-9));
      -- What replicas used too little to tell, if there is use that nobody told.
      kept := least(greatest(0, b.ceiling - b.remaining - b.spent), floor(cap * (report->>'untoldPart')::double precision));
      kept := kept + floor(cap * (report->>'keepPart')::double precision);
      open_calls := least(b.remaining - (b.granted - b.spent), cap - held - kept);
      IF open_calls > 0 THEN
        gift := least((report->>'want')::integer, open_calls, greatest(1, open_calls / (2 * (report->>'replicas')::integer)));
      END IF;
    END IF;
    UPDATE public.rate_budget r SET seq = b.seq, ceiling = b.ceiling, remaining = b.remaining, reset_at = b.reset_at,
      past_reset = b.past_reset, ends_at = b.ends_at, granted = b.granted + gift, spent = b.spent
      WHERE r.budget = given_budget;
    INSERT INTO public.rate_budget_share AS s (budget, holder, seq, granted)
      VALUES (given_budget, given_holder, b.seq, held + gift)
      ON CONFLICT (budget, holder) DO UPDATE SET seq = excluded.seq, granted = excluded.granted;
    RETURN QUERY SELECT b.seq, gift, b.ceiling, b.remaining, b.reset_at, b.past_reset,
      ceil(extract(epoch FROM b.ends_at - clock_timestamp()) * 1000)::integer, b.granted - b.spent;
  END $$`;

/** How many replicas live, this one included; now and then also puts away what nobody needs any more. */
async function createReplicas(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    CREATE FUNCTION list_live_replicas(self text) RETURNS TABLE (id text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    #variable_conflict use_column
    BEGIN
      INSERT INTO public.replica (id, seen_at) VALUES (self, clock_timestamp())
        ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at;
      IF random() < 0.02 THEN
        DELETE FROM public.replica r WHERE r.seen_at < clock_timestamp() - interval '1 hour';
        DELETE FROM public.rate_budget b WHERE b.ends_at < clock_timestamp() - interval '1 day';
      END IF;
      RETURN QUERY SELECT r.id FROM public.replica r WHERE r.seen_at > clock_timestamp() - interval '15 seconds';
    END $$`);
  await queryRunner.query(`
    CREATE FUNCTION forget_replica(self text) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS 'DELETE FROM public.replica WHERE id = self'`);
  await queryRunner.query(`REVOKE ALL ON FUNCTION list_live_replicas(text), forget_replica(text) FROM PUBLIC`);
}
