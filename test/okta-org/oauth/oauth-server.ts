import type { ServerResponse } from 'node:http';
import type { AccessGrant } from '../auth/authenticate.ts';
import type { OauthClientInput, OauthClientResult } from '../control-contract.ts';
import type { Incoming } from '../server/incoming.ts';
import type { Reply } from '../server/reply.ts';
import type { OrgState } from '../state/org-state.ts';

export class OauthServer {
  static async create(_url: string, _org: () => OrgState): Promise<OauthServer> {
    return new OauthServer();
  }
  serves(_path: string): boolean {
    return false;
  }
  async findGrant(_token: string): Promise<AccessGrant | undefined> {
    return undefined;
  }
  async answer(_incoming: Incoming, _response: ServerResponse): Promise<Reply> {
    return { status: 501 };
  }
  async registerClient(_input: OauthClientInput): Promise<OauthClientResult> {
    throw new Error('not yet');
  }
}
