import { availableParallelism } from 'node:os';
import { middle, rounded } from './middle.ts';
import { startNginx } from './nginx.ts';
import { Stage } from './stage.ts';
import { wrk } from './wrk.ts';

const TENANT = 'acme';

/** Two replicas beside one; each call costs one core, so that the ratio needs more cores than this may have. */
export async function benchReplicas({ rounds, seconds }: { rounds: number; seconds: number }) {
  const [nginx, stage] = [await startNginx(), await Stage.set()];
  try {
    const services = [
      await stage.start({ OKTA_DEV_ORIGINS: nginx.upstream }),
      await stage.start({ OKTA_DEV_ORIGINS: nginx.upstream }),
    ];
    const [first] = services;
    if (!first) throw new Error('There is no service');
    const auth = { type: 'apiToken', apiToken: '00bench-token-of-no-org-000' };
    const domain = new URL(nginx.upstream).host;
    const id = await stage.connect(first, { name: 'Acme', tenant: TENANT, domain, auth });
    const headers = { authorization: `Bearer ${await stage.token(TENANT)}` };
    const posts = { body: { input: { userId: '00u1bench0000000000' } } };
    const load = (url: string, connections: number) =>
      wrk({ url: `${url}/v1/connections/${id}/actions/get-user`, headers, posts, seconds, connections });
    const both = async () => {
      const answered = await Promise.all(services.map(({ url }) => load(url, 16)));
      return answered.reduce((sum, { perSecond }) => sum + perSecond, 0);
    };
    await both();
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const one = (await load(first.url, 32)).perSecond;
      ratios.push((await both()) / one);
    }
    return { rounds, cores: availableParallelism(), 'P11: two replicas ÷ one': rounded(middle(ratios)) };
  } finally {
    await stage.strike();
    await nginx.stop();
  }
}
