import { z } from 'zod';
import type { OktaOrg } from '../../okta-org/okta-org-process.js';

const Users = z.array(z.looseObject({ id: z.string() }));

/** What tests read of a local org themselves. */
export function connectionCalls(org: OktaOrg) {
  const headers = { authorization: `SSWS ${org.apiToken}` };
  return {
    /** Ids in the order of creation. */
    async allUsers(): Promise<string[]> {
      const ids: string[] = [];
      // A search: without one, deprovisioned users are left out.
      const search = encodeURIComponent('created gt "2000-01-01T00:00:00.000Z"');
      let url: string | undefined = `${org.url}/api/v1/users?limit=200&search=${search}`;
      while (url !== undefined) {
        const answer: Response = await fetch(url, { headers });
        ids.push(...Users.parse(await answer.json()).map(({ id }) => id));
        url = /<([^>]*)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
      }
      return ids;
    },
  };
}
