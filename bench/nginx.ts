import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Background } from './background.ts';
import { freePort } from './free-port.ts';
import { oktaUser } from './okta-user.ts';

/** Debian's nginx as an Okta org that answers at once, and as a reverse proxy before it. */
export interface Nginx {
  /** Answers every user with the same 2 kB and Okta's rate-limit headers. */
  upstream: string;
  proxy: string;
  stop(): Promise<void>;
}

export async function startNginx(command = 'nginx'): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'okta-connector-bench-'));
  const [upstreamPort, proxyPort] = [await freePort(), await freePort()];
  const upstream = `http://127.0.0.1:${upstreamPort}`;
  await writeFile(join(folder, 'user.json'), JSON.stringify(oktaUser()));
  await writeFile(join(folder, 'org.json'), JSON.stringify(orgDocument(upstream)));
  await writeFile(join(folder, 'nginx.conf'), configuration({ folder, upstreamPort, proxyPort }));
  const args = ['-p', folder, '-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf')];
  const server = await Background.start({ command, args, readyUrl: `${upstream}/api/v1/users/me` });
  return {
    upstream,
    proxy: `http://127.0.0.1:${proxyPort}`,
    stop: async () => {
      await server.stop('SIGQUIT');
      await rm(folder, { recursive: true });
    },
  };
}

const orgDocument = (url: string) => ({
  id: '00o1bench0000000000',
  pipeline: 'idx',
  _links: { organization: { href: url } },
});

/** The end of the rate-limit window is the next full hundred seconds. */
const configuration = ({
  folder,
  upstreamPort,
  proxyPort,
}: Record<'upstreamPort' | 'proxyPort', number> & { folder: string }) => `
daemon off;
user root;
worker_processes 1;
pid ${folder}/nginx.pid;
events { worker_connections 4096; }
http {
  access_log off;
  keepalive_requests 100000000;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  open_file_cache max=100;
  map $msec $reset { "~^(?<begun>\\d{8})" "\${begun}99"; }
  upstream org { server 127.0.0.1:${upstreamPort}; keepalive 64; keepalive_requests 100000000; }
  server {
    listen 127.0.0.1:${upstreamPort};
    root ${folder};
    default_type application/json;
    add_header x-rate-limit-limit 100000000;
    add_header x-rate-limit-remaining 99999999;
    add_header x-rate-limit-reset $reset;
    add_header x-okta-request-id reqbench0000000000000000000;
    location = /.well-known/okta-organization { try_files /org.json =404; }
    location /api/v1/users/ { try_files /user.json =404; }
  }
  server {
    listen 127.0.0.1:${proxyPort};
    location / { proxy_pass http://org; proxy_http_version 1.1; proxy_set_header Connection ""; }
  }
}
`;
