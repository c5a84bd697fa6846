import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { startOktaOrg, type OktaOrg } from '../test/okta-org/okta-org-process.ts';
import { inParallel } from './in-parallel.ts';
import { rounded } from './middle.ts';
import { Stage, type Service } from './stage.ts';

export interface RefreshesSize {
  connections: number;
}

const TENANTS = 100;
const SCOPE = 'okta.users.read';
const PATIENCE_MS = 120_000;

interface App {
  clientId: string;
  clientSecret: string;
}

/** Tokens of many connections that fall due together, beside what the authorization server alone can do. */
export async function benchRefreshes({ connections }: RefreshesSize) {
  const [org, stage] = [await startOktaOrg(), await Stage.set()];
  try {
    const service = await stage.start({ OKTA_DEV_ORIGINS: org.url });
    const app = await apiService(org);
    await connect(stage, { service, org, app, connections });
    const before = await serverAlone(org, app, connections / 4);
    const due = await refreshAll(stage, org, connections);
    const after = await serverAlone(org, app, connections / 4);
    const alone = (before + after) / 2;
    return {
      connections,
      'P9: refreshes/s ÷ what the authorization server alone does': rounded(due.perSecond / alone),
      'P9: token requests for all of them': due.requests,
      'refreshes/s': Math.round(due.perSecond),
      'token requests/s, the server alone': Math.round(alone),
    };
  } finally {
    await stage.strike();
    await org.stop();
  }
}

async function apiService(org: OktaOrg): Promise<App> {
  const { clientId, clientSecret } = await org.createOauthClient({
    kind: 'service-secret',
    secretMethod: 'basic',
    grantedScopes: [SCOPE],
  });
  return { clientId, clientSecret: clientSecret ?? '' };
}

interface Wanted {
  service: Service;
  org: OktaOrg;
  app: App;
  connections: number;
}

async function connect(stage: Stage, { service, org, app, connections }: Wanted): Promise<void> {
  const domain = new URL(org.url).host;
  const auth = { type: 'clientCredentials', ...app, scopes: [SCOPE] };
  const numbers = Array.from({ length: connections }, (_, number) => number);
  await inParallel(numbers, (number) =>
    stage.connect(service, { name: `Acme ${number}`, tenant: `tenant-${number % TENANTS}`, domain, auth }),
  );
}

async function refreshAll(stage: Stage, org: OktaOrg, connections: number) {
  await org.oauth.clearStats();
  const [row] = await stage.query<{ versions: string }>('SELECT sum(version) AS versions FROM oauth_token');
  const wanted = Number(row?.versions) + connections;
  await stage.query(
    `UPDATE oauth_token SET refresh_at = now(), due_at = now(), expires_at = now() + interval '1 minute'`,
  );
  const began = performance.now();
  for (let moved = began, seen = 0; ; await wait(100)) {
    const [now] = await stage.query<{ versions: string }>('SELECT sum(version) AS versions FROM oauth_token');
    const versions = Number(now?.versions);
    if (versions > seen) [seen, moved] = [versions, performance.now()];
    if (versions >= wanted) break;
    if (performance.now() - moved > PATIENCE_MS)
      throw new Error(`Only ${connections - (wanted - seen)} were refreshed`);
  }
  const perSecond = connections / ((performance.now() - began) / 1_000);
  const { requests } = await org.oauth.stats();
  return { perSecond, requests: requests.reduce((sum, one) => sum + one.requests, 0) };
}

/** Token requests with nothing between. */
async function serverAlone(org: OktaOrg, { clientId, clientSecret }: App, count: number): Promise<number> {
  const pool = new Pool(org.url, { connections: 16 });
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  const headers = { authorization, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
  const body = `grant_type=client_credentials&scope=${SCOPE}`;
  const began = performance.now();
  await inParallel(Array.from({ length: count }), async () => {
    const answer = await pool.request({ path: '/oauth2/v1/token', method: 'POST', headers, body });
    await answer.body.arrayBuffer();
    if (answer.statusCode !== 200) throw new Error(`The authorization server answered ${answer.statusCode}`);
  });
  await pool.close();
  return count / ((performance.now() - began) / 1_000);
}
