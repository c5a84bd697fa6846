import { startOktaOrg, type OktaOrg } from '../test/okta-org/okta-org-process.ts';
import { Stage, type Service } from './stage.ts';

const TENANT = 'acme';
const CALLS = 50;
const SCOPE = 'okta.users.read';

const STATES = ['none', 'ended', 'killed at Okta'] as const;

type State = (typeof STATES)[number];

/** Many calls at once whose token is not there, has ended, or was ended by Okta: token requests, by one and two replicas. */
export async function benchSingleFlight() {
  const [org, stage] = [await startOktaOrg(), await Stage.set()];
  try {
    const measured: Record<string, string> = {};
    for (const replicas of [1, 2]) {
      for (const state of STATES) {
        measured[`P12: token ${state}, replicas ${replicas}`] = await play(stage, { org, state, replicas });
      }
    }
    return { calls: CALLS, ...measured };
  } finally {
    await stage.strike();
    await org.stop();
  }
}

async function play(stage: Stage, { org, state, replicas }: { org: OktaOrg; state: State; replicas: number }) {
  const app = { kind: 'service-secret' as const, grantedScopes: [SCOPE], role: 'super' as const };
  const { clientId, clientSecret } = await org.createOauthClient(app);
  const start = () => stage.start({ OKTA_DEV_ORIGINS: org.url });
  const first = await start();
  const auth = { type: 'clientCredentials', clientId, clientSecret, scopes: [SCOPE] };
  const connection = { name: `${state} ${replicas}`, tenant: TENANT, domain: new URL(org.url).host, auth };
  const id = await stage.connect(first, connection);
  await stage.stop(first);
  if (state !== 'killed at Okta') await spoil(stage, { state, id });
  const services = await Promise.all(Array.from({ length: replicas }, start));
  if (state === 'killed at Okta') {
    await callAll(stage, services, { id, calls: 2 * replicas });
    await org.oauth.revoke({ kind: 'access', clientId });
  }
  await org.oauth.clearStats();
  const failed = await callAll(stage, services, { id, calls: CALLS });
  const { requests } = await org.oauth.stats(clientId);
  await Promise.all(services.map((service) => stage.stop(service)));
  const asked = requests.reduce((sum, one) => sum + one.requests, 0);
  const succeeded = `${CALLS - failed.length} of ${CALLS} succeeded`;
  return `${asked} token request(s), ${[succeeded, ...countEach(failed)].join(', ')}`;
}

async function spoil(stage: Stage, { state, id }: { state: State; id: string }): Promise<void> {
  const nothing = 'access_token_enc = NULL, access_key_version = NULL, expires_at = NULL';
  const change = state === 'none' ? nothing : `expires_at = now() - interval '1 second'`;
  await stage.query(`UPDATE oauth_token SET ${change} WHERE connection_id = $1`, [id]);
}

/** @returns how those calls ended that did not succeed */
async function callAll(stage: Stage, services: readonly Service[], { id, calls }: { id: string; calls: number }) {
  const headers = { authorization: `Bearer ${await stage.token(TENANT)}`, 'content-type': 'application/json' };
  const call = async (_: unknown, index: number) => {
    const { url } = services[index % services.length] ?? {};
    const body = JSON.stringify({ input: { limit: 1 } });
    const answer = await fetch(`${url}/v1/connections/${id}/actions/list-users`, { method: 'POST', headers, body });
    const text = await answer.text();
    return answer.ok ? [] : [`${answer.status} ${codeOf(text)}`];
  };
  return (await Promise.all(Array.from({ length: calls }, call))).flat();
}

const codeOf = (text: string): string => /"code":"(\w+)"/.exec(text)?.[1] ?? 'without code';

function countEach(endings: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const ending of endings) counts.set(ending, (counts.get(ending) ?? 0) + 1);
  return [...counts].map(([ending, count]) => `${count} × ${ending}`);
}
