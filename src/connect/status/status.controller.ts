import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Documented } from '../../core/http/documented.decorator.js';
import { AcceptsForm } from '../../core/http/form-body.js';
import { Public } from '../../tenancy/access.decorators.js';
import { Visits, type Visit, type VisitAnswer } from '../sessions/visits.service.js';
import { shown, taken } from '../steps/page-documents.js';
import { ConnectionStatus } from './connection-status.service.js';
import type { StatusModel } from './status-model.js';
import { statusPage } from './status-page.js';

const STEP = 'status';

/** How a connection is doing, for the person of a connect session; also once the session has been used. */
@Public()
@Controller('connect/:session/status')
export class StatusController {
  constructor(
    private readonly visits: Visits,
    private readonly status: ConnectionStatus,
  ) {}

  @Get()
  @Documented(shown('Read how the connection is doing'))
  show(@Param('session') key: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const http = { request, reply, step: STEP, evenFinished: true } as const;
    return this.visits.show(http, key, (visit) =>
      answer(visit, (connectionId) => this.status.read(visit.caller, connectionId)),
    );
  }

  @Post()
  @AcceptsForm()
  @Documented(taken('Examine the connection'))
  examine(@Param('session') key: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const http = { request, reply, step: STEP, evenFinished: true } as const;
    return this.visits.submit(http, key, (visit) =>
      answer(visit, (connectionId) => this.status.examine(visit.caller, connectionId)),
    );
  }
}

/** A session that has made no connection yet leads on to where it stands. */
async function answer(visit: Visit, read: (connectionId: string) => Promise<StatusModel>): Promise<VisitAnswer> {
  const { session, texts, csrf, at } = visit;
  if (session.connectionId === null) return { redirect: at(session.progress.at) };
  return statusPage(await read(session.connectionId), { texts, csrf, action: at(STEP) });
}
