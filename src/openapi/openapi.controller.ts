import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Documented } from '../core/http/documented.decorator.js';
import { Public } from '../tenancy/access.decorators.js';
import { OpenApiDocument } from './openapi-document.js';

/** The document that clients are generated from. */
@Public()
@Controller()
export class OpenApiController {
  constructor(@Inject(OpenApiDocument) private readonly document: OpenApiDocument) {}

  @Get('openapi.json')
  @Documented({
    summary: 'Read the OpenAPI document',
    description:
      'This document: every route, and one path for each action. Keep the ETag and send it in If-None-Match.',
    answer: z.record(z.string(), z.unknown()),
  })
  async read(@Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const { text, etag } = await this.document.read();
    reply.headers({ ETag: etag, 'Cache-Control': 'no-cache' });
    const matches = known?.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
    if (matches) await reply.status(304).send();
    else await reply.type('application/json; charset=utf-8').send(text);
  }
}
