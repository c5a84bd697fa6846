import type { FastifyInstance } from 'fastify';

/** In lower case: Fastify would make it of every name for every answer. */
const COMMON = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** The headers that every answer carries unless a handler sets its own. */
export function securityHeaders(publicUrl: string): Record<string, string> {
  const overTls = publicUrl.startsWith('https:');
  return overTls ? { ...COMMON, 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : COMMON;
}

/** Sets the headers before anything else can answer. */
export function registerSecurityHeaders(fastify: FastifyInstance, publicUrl: string): void {
  const headers = securityHeaders(publicUrl);
  fastify.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}
