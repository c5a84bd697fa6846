import { Pool } from 'undici';
import { startOktaOrg, type OktaOrg } from '../test/okta-org/okta-org-process.ts';
import { middle, rounded } from './middle.ts';
import { Stage, type Service } from './stage.ts';

export interface StreamingSize {
  rounds: number;
  users: number;
}

const TENANT = 'acme';
const PAGE = 200;

/** All users of an org as NDJSON, beside fetching the pages without the service. Memory is the reliability figure's. */
export async function benchStreaming({ rounds, users }: StreamingSize) {
  const [org, stage] = [await startOktaOrg(), await Stage.set()];
  try {
    await org.seed({ users });
    const service = await stage.start({ OKTA_DEV_ORIGINS: org.url });
    const auth = { type: 'apiToken', apiToken: org.apiToken };
    const domain = new URL(org.url).host;
    const id = await stage.connect(service, { name: 'Acme', tenant: TENANT, domain, auth });
    const [url, path] = [service.url, `/v1/connections/${id}`];
    await stage.send({ url, tenant: TENANT, method: 'PATCH', path, body: { rateLimitShare: 1 } });
    const stream = () => streamed(stage, { service, id, users });
    await stream();
    const [direct, through]: number[][] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      direct?.push(await paged(org, users));
      through?.push(await stream());
    }
    const ratios = (through ?? []).map((ours, round) => ours / (direct?.[round] ?? Number.NaN));
    return {
      rounds,
      users,
      'P10: users/s as NDJSON ÷ pages without the service': rounded(middle(ratios)),
      'users/s as NDJSON': Math.round(middle(through ?? [])),
      'users/s, pages without the service': Math.round(middle(direct ?? [])),
    };
  } finally {
    await stage.strike();
    await org.stop();
  }
}

async function streamed(stage: Stage, { service, id, users }: { service: Service; id: string; users: number }) {
  const began = performance.now();
  const answer = await fetch(`${service.url}/v1/connections/${id}/actions/list-users`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await stage.token(TENANT)}`,
      'content-type': 'application/json',
      accept: 'application/x-ndjson',
    },
    body: JSON.stringify({ input: { limit: PAGE } }),
  });
  let lines = 0;
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>)
    for (const byte of chunk) if (byte === 0x0a) lines += 1;
  // The last line says how the stream ended.
  if (lines - 1 < users) throw new Error(`Only ${lines - 1} users came`);
  return perSecond(users, began);
}

/** One page after the other, parsed, as any client must. */
async function paged(org: OktaOrg, users: number): Promise<number> {
  const pool = new Pool(org.url, { connections: 1 });
  const headers = { authorization: `SSWS ${org.apiToken}`, accept: 'application/json' };
  const began = performance.now();
  let count = 0;
  for (let path: string | undefined = `/api/v1/users?limit=${PAGE}`; path !== undefined;) {
    const answer: Awaited<ReturnType<Pool['request']>> = await pool.request({ path, method: 'GET', headers });
    count += ((await answer.body.json()) as unknown[]).length;
    path = nextOf([answer.headers['link']].flat());
  }
  await pool.close();
  if (count < users) throw new Error(`Only ${count} users came`);
  return perSecond(count, began);
}

function nextOf(links: readonly (string | undefined)[]): string | undefined {
  const next = links
    .join(', ')
    .split(',')
    .find((link) => link.includes('rel="next"'));
  const target = next && /<([^>]+)>/.exec(next)?.[1];
  if (!target) return undefined;
  const { pathname, search } = new URL(target);
  return `${pathname}${search}`;
}

const perSecond = (count: number, began: number): number => count / ((performance.now() - began) / 1_000);
