// The least that a service in Node can do: takes a request, asks the upstream, passes the answer on. P1's measure.
import { createServer } from 'node:http';
import { Pool } from 'undici';

const pool = new Pool(process.env.UPSTREAM, { connections: 64 });
const headers = { authorization: 'SSWS token', accept: 'application/json' };

const server = createServer((incoming, answer) => {
  pool.request({ path: incoming.url, method: 'GET', headers }).then(
    async ({ statusCode, headers: received, body }) => {
      answer.writeHead(statusCode, { 'content-type': received['content-type'] });
      answer.end(Buffer.from(await body.arrayBuffer()));
    },
    () => answer.writeHead(502).end(),
  );
});
server.listen(Number(process.env.PORT), '127.0.0.1');
