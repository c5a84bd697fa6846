import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ConnectorError } from '../../core/errors.js';
import { Documented } from '../../core/http/documented.decorator.js';
import { Pages } from '../../core/page/pages.js';
import { Public } from '../../tenancy/access.decorators.js';

const FOR_EVER = 'public, max-age=31536000, immutable';
/** A page of another release asks for a file that is no more: it gets today's, and may not keep it under that name. */
const NOT_KEPT = 'no-cache';

/** The files behind the pages; below `/oauth` too, which is all that a region's host serves. */
@Public()
@Controller(['connect/assets', 'oauth/assets'])
export class PageAssetsController {
  constructor(private readonly pages: Pages) {}

  @Get(':name')
  @Documented({
    summary: 'Read a file of the pages',
    description: 'Styles and the small script of the pages; their names change with their content.',
    answer: z.string(),
    contentType: 'text/css',
  })
  async read(
    @Param('name') name: string,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = this.pages.file(name);
    if (!found) throw new ConnectorError('not_found', 'There is no such file.');
    const { file, exact } = found;
    const tag = `"${file.tag}"`;
    reply.headers({ ETag: tag, 'Cache-Control': exact ? FOR_EVER : NOT_KEPT });
    if (known === tag) await reply.code(304).send();
    else await reply.type(file.type).send(file.content);
  }
}
