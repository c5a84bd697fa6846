/** Why a figure is below its goal, as far as it was measured. */
export const SHORTFALLS: Readonly<Record<string, string>> = {
  P1:
    'The framework is not what keeps it there: Nest on Fastify with nothing in it but the outgoing call costs little more than ' +
    'bare Node (section warm-costs). What the service does beside passing bytes on costs the rest: it reads a JSON body, checks a ' +
    "token, checks the input, governs Okta's limit, reads Okta's answer and wraps it, writes a log line and a row of the run log, " +
    'and counts. The profile (section profile) is flat: above 5 % of a request are only sending the answer (17 %, most of it the ' +
    "socket's write) and one attempt at Okta with all that it calls (7 %). Parts measured alone in a hot loop (runner, client, " +
    'governor, log line, guard, validation, metrics) sum to less than 100 µs; the remainder is spread over promises, code that ' +
    'many shapes share and memory, and no single part was found that explains it.',
  P2: 'The same cause as P1.',
  P3: 'The same cause as P1; 99 of 100 also meet the garbage collector and the batches of run rows. Load and upstream share the two cores.',
  P4:
    'Each connection that is called has its own cached grant, limits and counters: 10,000 of them are some 290 MB more, which the ' +
    'processor caches do not hold and the garbage collector walks through. Which of these costs most was not taken apart.',
  P5:
    '74 MB of heap are alive after the start, 25 MB of them text of modules (TypeORM brings drivers that nobody uses) and 16 MB ' +
    "code. 0.7 of what Fastify with Okta's SDK uses is hardly more than bare Node alone under this load, so that both goals at " +
    'once leave no more than some 40 MB for the whole service.',
  P9:
    'A refresh is fenced: the lease, the attempt and the new token are each written durably before the next step, ten refreshes ' +
    'at a time, so that none is ever lost or made twice; the server alone writes nothing. The upkeep listed 200 every 2.5 s (78 ' +
    'a second); it goes on at once now where a listing was full. More at a time would take connections to Postgres from callers.',
  P10:
    "Okta's pages are parsed, each user is checked for what may not leave and written as a line of its own; fetching pages alone " +
    'does none of it. Earlier runs on the same machine gave up to 0.75.',
  P11: 'Two replicas, Postgres, nginx and the load share two cores, of which one replica and its company already use most.',
};
