/** Why a figure is below its goal, as far as it was measured. */
export const SHORTFALLS: Readonly<Record<string, string>> = {
  P1:
    'Neither the framework nor one cause keeps it there. Left out one after the other on an idle machine (one run of 3 rounds, ' +
    'processor time of the main thread for a request): bare Node 96 µs; the service answering without a run 135, with nothing ' +
    "but a call to Okta's API 201, everything 306. So with a run log, limits, metrics and checks that cost nothing P1 would be " +
    'some 0.48, and what they cost, 105 µs, is spread: the largest are reading the answer as JSON (11), the log line (15 with its ' +
    'write), metrics (7), checking the input (8) and promises (some 15). Young objects in 8 MB cost some 5 % more than in the ' +
    'default space, which is the price of P5. Section profile shows where the rest goes beside bare ' +
    'Node: system calls, Node and undici cost the service twice as much for the same two messages, since a request with a token and ' +
    'a body is larger, peers that wait must be woken, and processor caches hold less of what runs.',
  P2: 'The same cause as P1.',
  P3:
    'The middle is reached. 99 of 100 also meet the garbage collector, the batches of run rows, and load and upstream on the same ' +
    'two cores: bare Node adds several milliseconds, too (section warm-path), and the value scattered from 0.3 to 10 ms between ' +
    'four rounds of the same service.',
  P9:
    'A refresh is fenced: the lease and the attempt are written durably before Okta is asked, the new token before it is used, ' +
    'so that none is ever lost or made twice; the server alone writes nothing. That is eleven messages to Postgres in two ' +
    'transactions (28 in 6 before) and some 6 ms of processor time; 0.7 would leave 1.3 ms, of which the org alone takes one. ' +
    'More at a time, or larger pages, gave nothing (one trial each). Leases of several connections of a tenant in one ' +
    'transaction were not tried.',
  P11: 'Two replicas, Postgres, nginx and the load share two cores, of which one replica and its company already use most.',
};
