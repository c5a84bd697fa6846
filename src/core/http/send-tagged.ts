import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';

/** Sends JSON with a strong ETag (RFC 9110, section 8.8.3), or 304 when the caller has it (`If-None-Match`). */
export async function sendTagged(reply: FastifyReply, text: string, known: string | undefined): Promise<void> {
  const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  void reply.header('etag', tag).header('cache-control', 'private, no-cache');
  const same = known?.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag) ?? false;
  if (same) await reply.status(304).send();
  else await reply.status(200).type('application/json').send(text);
}
