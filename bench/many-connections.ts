import { middle, rounded } from './middle.ts';
import { startNginx } from './nginx.ts';
import { Stage, type Service } from './stage.ts';
import { inParallel } from './in-parallel.ts';
import { wrk } from './wrk.ts';

export interface ManyConnectionsSize {
  rounds: number;
  seconds: number;
  /** Connections over which the calls are spread. */
  called: number;
  /** Connections in the database, most of which nobody calls. */
  stored: number;
}

const FEW = 10;
const TENANTS = 100;
const BODY = { input: { userId: '00u1bench0000000000' } };

interface Called {
  tenant: string;
  id: string;
}

/** What a large database and calls over many connections cost against few of either. */
export async function benchManyConnections({ rounds, seconds, called, stored }: ManyConnectionsSize) {
  const [nginx, stage] = [await startNginx(), await Stage.set()];
  try {
    const service = await stage.start({ OKTA_DEV_ORIGINS: nginx.upstream });
    const domain = new URL(nginx.upstream).host;
    const few = await connect(stage, { service, domain, count: FEW });
    const callsOf = await callsThrough(stage, service);
    const small: number[] = [];
    for (let round = 0; round <= rounds; round += 1) small.push(await callsOf(few, seconds));
    const many = [...few, ...(await connect(stage, { service, domain, count: called - FEW, from: FEW }))];
    await copyConnections(stage, stored - called);
    // P1 is about warm calls: every connection must have been called before, however slow that was.
    const first = await firstCalls(stage, service, many);
    await callsOf(many, seconds);
    const ratios: number[] = [];
    const large: number[] = [];
    // The small set again beside the large one, so that only the spread differs in a round.
    for (let round = 0; round < rounds; round += 1) {
      const [all, some] = [await callsOf(many, seconds), await callsOf(few, seconds)];
      large.push(all);
      ratios.push(all / some);
    }
    return {
      rounds,
      [`P4: ${stored} connections, calls over ${called} of them ÷ over ${FEW}`]: rounded(middle(ratios)),
      [`requests/s, ${FEW} connections in the database`]: Math.round(middle(small.slice(1))),
      [`requests/s, ${called} of ${stored} connections`]: Math.round(middle(large)),
      'first calls/s, each of another connection': Math.round(first),
      'resident MB, service': Math.round(await service.process.residentMb()),
    };
  } finally {
    await stage.strike();
    await nginx.stop();
  }
}

async function callsThrough(stage: Stage, { url }: Service) {
  const headers = { authorization: `Bearer ${await stage.token()}` };
  return async (connections: Called[], seconds: number) => {
    const paths = connections.map(({ id }) => `/v1/connections/${id}/actions/get-user`);
    const tenants = connections.map(({ tenant }) => tenant);
    return (await wrk({ url, headers, seconds, posts: { paths, tenants, body: BODY } })).perSecond;
  };
}

/** Every connection's first call, which reads it and its rate limit from the database: how many there are a second. */
async function firstCalls(stage: Stage, { url }: Service, connections: Called[]): Promise<number> {
  const headers = { authorization: `Bearer ${await stage.token()}`, 'content-type': 'application/json' };
  const began = performance.now();
  await inParallel(connections, async ({ tenant, id }) => {
    const answer = await fetch(`${url}/v1/connections/${id}/actions/get-user`, {
      method: 'POST',
      headers: { ...headers, 'x-tenant-id': tenant },
      body: JSON.stringify(BODY),
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`The first call of ${id} answered ${answer.status}`);
  });
  return connections.length / ((performance.now() - began) / 1_000);
}

interface Wanted {
  service: Service;
  domain: string;
  count: number;
  from?: number;
}

async function connect(stage: Stage, { service, domain, count, from = 0 }: Wanted): Promise<Called[]> {
  const auth = { type: 'apiToken', apiToken: '00bench-token-of-no-org-000' };
  const numbers = Array.from({ length: count }, (_, index) => from + index);
  return inParallel(numbers, async (number) => {
    const tenant = `tenant-${number % TENANTS}`;
    return { tenant, id: await stage.connect(service, { name: `Acme ${number}`, tenant, domain, auth }) };
  });
}

/** Rows as the real ones are, under tenants of their own; their secrets cannot be opened. */
async function copyConnections(stage: Stage, count: number): Promise<void> {
  const each = Math.ceil(count / 1_000);
  const tables = ['connection', 'connection_secret'];
  for (const table of tables) {
    const id = table === 'connection' ? 'id' : 'connection_id';
    const columns = await stage.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
      [table],
    );
    const names = columns.map(({ name }) => name);
    const values = names.map((name) => {
      if (name === 'tenant_id') return `one.tenant_id || '-' || copy`;
      if (name === id) return `one.${id} || '-' || copy`;
      return `one.${name}`;
    });
    await stage.query(`
      SET session_replication_role = replica;
      INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')}
      FROM (SELECT * FROM ${table} ORDER BY tenant_id, ${id} LIMIT 1000) one, generate_series(1, ${each}) copy;
      SET session_replication_role = origin; ANALYZE ${table}`);
  }
}
