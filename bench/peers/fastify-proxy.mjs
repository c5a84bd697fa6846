// A service on Fastify that asks the upstream with undici.
import fastify from 'fastify';
import { Pool } from 'undici';

const pool = new Pool(process.env.UPSTREAM, { connections: 64 });
const headers = { authorization: 'SSWS token', accept: 'application/json' };

const app = fastify();
app.get('/api/v1/users/:userId', async (request) => {
  const { body } = await pool.request({ path: `/api/v1/users/${request.params.userId}`, method: 'GET', headers });
  return body.json();
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
