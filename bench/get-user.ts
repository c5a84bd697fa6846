import { fileURLToPath } from 'node:url';
import { Background } from './background.ts';
import { freePort } from './free-port.ts';
import type { Nginx } from './nginx.ts';
import type { Service, Stage } from './stage.ts';
import type { Load } from './wrk.ts';

/** Something that can be asked for a user, and the process that answers. */
export interface Peer {
  name: string;
  load: Omit<Load, 'seconds'>;
  /** Undefined for nginx, whose workers are processes of their own. */
  process?: Background;
}

/** A peer whose process is known, so that its processor time can be read. */
export type PeerProcess = Required<Peer>;

/** Where nginx and the peers answer with the user. */
export const USER = '/api/v1/users/00u1bench0000000000';
const TENANT = 'acme';

interface Extras {
  env?: Record<string, string>;
  /** For Node, before the program's name. */
  nodeArguments?: string[];
}

/** One of `bench/peers`, in front of nginx. */
export async function startPeer(
  [file, name]: readonly [file: string, name: string],
  { upstream }: Nginx,
  { env = {}, nodeArguments = [] }: Extras = {},
): Promise<PeerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}${USER}`;
  const program = fileURLToPath(new URL(`peers/${file}.mjs`, import.meta.url));
  const process = await Background.start({
    args: [...nodeArguments, program],
    env: { UPSTREAM: upstream, PORT: String(port), NODE_ENV: 'production', ...env },
    readyUrl: url,
  });
  return { name, load: { url }, process };
}

/** `get-user` on a connection to nginx, made for it. */
export async function getUserCalls(stage: Stage, { service, nginx }: { service: Service; nginx: Nginx }) {
  const domain = new URL(nginx.upstream).host;
  const auth = { type: 'apiToken', apiToken: '00bench-token-of-no-org-000' };
  const connectionId = await stage.connect(service, { name: 'Acme', tenant: TENANT, domain, auth });
  return {
    url: `${service.url}/v1/connections/${connectionId}/actions/get-user`,
    headers: { authorization: `Bearer ${await stage.token(TENANT)}` },
    posts: { body: { input: { userId: '00u1bench0000000000' } } },
  };
}
