import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ConnectorError } from '../../core/errors.js';
import { Documented } from '../../core/http/documented.decorator.js';
import { Pages } from '../../core/page/pages.js';
import { Public } from '../../tenancy/access.decorators.js';
import type { Browser, ConsentAnswer } from './consent-answer.js';
import { ConsentCallback } from './consent-callback.service.js';
import { ConsentStart } from './consent-start.service.js';
import { pageOf } from './result-page.js';

const REFUSED = 'A page that says what went wrong and what to do';

const Page = { answer: z.string(), contentType: 'text/html' } as const;

/** The way of a person's browser through the consent. */
@Public()
@Controller('oauth')
export class ConsentController {
  constructor(
    private readonly start: ConsentStart,
    private readonly callback: ConsentCallback,
    private readonly pages: Pages,
  ) {}

  @Get('start/:flow')
  @Documented({
    summary: 'Open the link of a consent',
    description: "Ties the consent to this browser and sends it to Okta, or shows why it can't.",
    ...Page,
    others: { 303: "To Okta's authorization endpoint", 400: REFUSED },
  })
  async open(@Param('flow') flow: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    assertGet(request);
    await this.#answer(reply, await this.start.open(flow, browserOf(request)));
  }

  @Get('callback')
  @Documented({
    summary: 'Come back from Okta',
    description: 'Finishes the consent, and sends the person to the returnUrl or shows what has happened.',
    ...Page,
    others: { 303: 'To the returnUrl, with the result in its query', 400: REFUSED },
  })
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    assertGet(request);
    await this.#answer(reply, await this.callback.finish(queryOf(request), browserOf(request)));
  }

  async #answer(reply: FastifyReply, told: ConsentAnswer): Promise<void> {
    if (told.kind === 'page') return this.pages.send(reply, pageOf(told.page));
    if (told.cookie !== undefined) reply.header('Set-Cookie', told.cookie);
    return void (await reply.redirect(told.location, 303));
  }
}

/** Fastify serves HEAD by the handler of GET; a scanner's HEAD must not use up a link. */
function assertGet({ method }: FastifyRequest): void {
  if (method !== 'GET') throw new ConnectorError('not_found', 'There is nothing at this address for this method.');
}

const browserOf = ({ host, headers }: FastifyRequest): Browser => ({ host, cookie: headers.cookie });

/** The query as it came: the parsed one does not tell a parameter that was given twice from a list. */
const queryOf = ({ raw }: FastifyRequest) => (raw.url ?? '').replace(/^[^?]*\??/, '');
