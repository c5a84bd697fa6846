import type { FastifyRequest } from 'fastify';

/** What the protocol looks at: content negotiation and its own headers. The token is not among them. */
const OF_THE_PROTOCOL = /^(?:accept|content-type|mcp-.+)$/;

/** The request as the web has it, without its body, which has been read. */
export function webRequest({ method, headers, raw }: FastifyRequest, publicUrl: string): Request {
  const passed = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    OF_THE_PROTOCOL.test(name) && typeof value === 'string' ? [[name, value]] : [],
  );
  return new Request(new URL(raw.url ?? '/', publicUrl), { method, headers: passed });
}
