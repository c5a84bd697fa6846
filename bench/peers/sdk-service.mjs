// What a team writes in an afternoon: Fastify with Okta's official SDK.
import okta from '@okta/okta-sdk-nodejs';
import fastify from 'fastify';

const client = new okta.Client({
  orgUrl: process.env.UPSTREAM,
  token: 'token',
  testing: { disableHttpsCheck: true },
  cacheStore: undefined,
  cacheMiddleware: null,
});

const app = fastify();
app.get('/api/v1/users/:userId', async (request) => client.userApi.getUser({ userId: request.params.userId }));
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
