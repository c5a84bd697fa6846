import { Controller, Get, Header, Headers, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Documented } from '../core/http/documented.decorator.js';
import { Public } from '../tenancy/access.decorators.js';
import { errorPage } from './error-page.js';
import { loadReferenceScript, REFERENCE_PAGE, REFERENCE_POLICY, START_SCRIPT, type Script } from './reference-page.js';

const HTML = 'text/html; charset=utf-8';
const JAVASCRIPT = 'text/javascript; charset=utf-8';
const A_DAY = 'public, max-age=86400';
const STYLED =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Pages for people: the API reference and the list of error codes. All of it comes from this origin. */
@Public()
@Controller('docs')
export class DocsController {
  #script: Promise<Script> | undefined;

  @Get()
  @Header('Content-Type', HTML)
  @Header('Content-Security-Policy', REFERENCE_POLICY)
  @Documented({
    summary: 'Read the API reference',
    description: 'A page made from the OpenAPI document. All of it comes from this origin.',
    answer: z.string(),
    contentType: 'text/html',
  })
  reference(): string {
    return REFERENCE_PAGE;
  }

  @Get('errors')
  @Header('Content-Type', HTML)
  @Header('Content-Security-Policy', STYLED)
  @Documented({
    summary: 'Read what the error codes mean',
    description:
      'One section for each code, which the type of a problem points to: its meaning, its causes and what to do.',
    answer: z.string(),
    contentType: 'text/html',
  })
  errors(): string {
    return errorPage();
  }

  @Get('start.js')
  @Header('Content-Type', JAVASCRIPT)
  @Documented({
    summary: "Read the reference's settings",
    description: 'A script of the page /docs.',
    answer: z.string(),
    contentType: 'text/javascript',
  })
  start(): string {
    return START_SCRIPT;
  }

  @Get('scalar.js')
  @Documented({
    summary: "Read the reference's program",
    description: 'A script of the page /docs.',
    answer: z.string(),
    contentType: 'text/javascript',
  })
  async program(@Headers('accept-encoding') accepted: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    this.#script ??= loadReferenceScript();
    const { plain, gzipped } = await this.#script;
    reply.headers({ 'Content-Type': JAVASCRIPT, 'Cache-Control': A_DAY, Vary: 'Accept-Encoding' });
    const compressed = /\bgzip\b/.test(accepted ?? '');
    if (compressed) reply.header('Content-Encoding', 'gzip');
    await reply.send(compressed ? gzipped : plain);
  }
}
