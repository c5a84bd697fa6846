import { All, Controller, Get, Module, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AcceptsForm } from '../../src/core/http/form-body.js';
import { html, NOTHING } from '../../src/core/page/html.js';
import { Pages, type Page } from '../../src/core/page/pages.js';
import { button, form, linkButton } from '../../src/connect/page/buttons.js';
import { PageModule } from '../../src/connect/page/page.module.js';
import { messageToOpener } from '../../src/connect/page/page-parts.js';
import { textsFor } from '../../src/connect/page/texts.js';
import { statusPage } from '../../src/connect/status/status-page.js';
import type { StatusModel } from '../../src/connect/status/status-model.js';
import {
  connectedPage,
  failurePage,
  NO_SUCH_FLOW,
  pageOf,
  wrongRegionPage,
} from '../../src/connections/consent/result-page.js';
import { HOSTILE, PARTS } from './parts-page.ts';
import { BUSY, EXAMINED, QUIET } from './status-models.ts';

const texts = textsFor('en');

/** The page of a popup that is done. */
const told = (origin: string): Page => ({
  title: 'Done',
  main: messageToOpener({ origin, message: { type: 'okta-connector', connectionId: 'con_1', status: 'active' } }),
});

const status = (model: StatusModel): Page =>
  statusPage(model, { texts, csrf: { name: 'csrf', value: 'c' }, action: '/connect/gallery/sent' });

/** A form whose answer leads to another origin, and a link to the same. */
const leaving = (to: string, formTargets: readonly string[]): Page => ({
  title: 'Leaving',
  formTargets,
  main: html`${form({
    action: `/connect/gallery/away?to=${encodeURIComponent(to)}`,
    csrf: { name: 'csrf', value: 'c' },
    body: button({ label: 'By a form' }),
  })}
  ${linkButton({ label: 'By a link', href: `/connect/gallery/away?to=${encodeURIComponent(to)}` })}`,
});

const queryOf = ({ url }: FastifyRequest) => new URL(url, 'http://x').searchParams;

/** Pages by the last part of their path. */
const PAGES: Record<string, Page> = {
  parts: PARTS,
  busy: status(BUSY),
  examined: status(EXAMINED),
  quiet: status(QUIET),
  connected: pageOf(connectedPage(HOSTILE)),
  declined: pageOf(failurePage('access_denied', `The resource owner denied the request. ${HOSTILE}`)),
  'no-flow': pageOf(NO_SUCH_FLOW),
  region: pageOf(wrongRegionPage({ region: 'eu', callbackUrl: 'https://okta-eu.platform.example/oauth/callback' })),
};

export const PAGE_NAMES = Object.keys(PAGES);

@Controller('connect/gallery')
class GalleryController {
  constructor(private readonly pages: Pages) {}

  @Get('told')
  async tell(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.send(reply, told(queryOf(request).get('origin') ?? ''));
  }

  @Get('leaving')
  async leave(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(request);
    await this.pages.send(reply, leaving(query.get('to') ?? '', query.getAll('allowed')));
  }

  @All('away')
  @AcceptsForm()
  async away(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await reply.redirect(queryOf(request).get('to') ?? '', 303);
  }

  @Get(':name')
  async show(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.send(reply, PAGES[name] ?? { title: 'No such page', main: NOTHING });
  }

  /** Answers what the browser said about itself. */
  @Post('sent')
  @AcceptsForm()
  async sent(@Req() { headers }: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.send(reply, { title: 'Sent', main: html`<p id="origin">${headers.origin}</p>` });
  }
}

@Module({ imports: [PageModule], controllers: [GalleryController] })
export class GalleryModule {}
