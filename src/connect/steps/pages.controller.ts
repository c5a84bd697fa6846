import { Controller, Get, Headers, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Documented } from '../../core/http/documented.decorator.js';
import { Public } from '../../tenancy/access.decorators.js';
import { Visits } from '../sessions/visits.service.js';
import { ConsentStep } from './consent-step.service.js';
import { CredentialsStep } from './credentials-step.service.js';
import { DoneStep } from './done-step.service.js';
import { KeyStep } from './key-step.service.js';
import { OrgStep } from './org-step.service.js';
import { shown } from './page-documents.js';
import { PermissionsStep } from './permissions-step.service.js';
import { ResultStep } from './result-step.service.js';
import { SetupStep } from './setup-step.service.js';
import { WayStep } from './way-step.service.js';

/** The pages on which a person connects an Okta org; they work without JavaScript. */
@Public()
@Controller('connect/:session')
export class ConnectPagesController {
  constructor(
    private readonly visits: Visits,
    private readonly org: OrgStep,
    private readonly way: WayStep,
    private readonly permissions: PermissionsStep,
    private readonly setup: SetupStep,
    private readonly credentials: CredentialsStep,
    private readonly key: KeyStep,
    private readonly consent: ConsentStep,
    private readonly result: ResultStep,
    private readonly done: DoneStep,
  ) {}

  @Get()
  @Documented(
    shown(
      'Open the link of a connect session',
      'Ties the session to this browser, and leads to the page that comes next.',
    ),
  )
  open(@Param('session') key: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const http = { request, reply, step: '' };
    return this.visits.show(http, key, ({ session, at }) => ({ redirect: at(session.progress.at) }));
  }

  @Get('org')
  @Documented(shown('Read step 1: the Okta address'))
  showOrg(@Param('session') key: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.visits.show({ request, reply, step: 'org' }, key, (visit) => this.org.show(visit));
  }

  @Get('way')
  @Documented(shown('Read step 2: how to connect'))
  showWay(@Param('session') key: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.visits.show({ request, reply, step: 'way' }, key, (visit) => this.way.show(visit));
  }

  @Get('permissions')
  @Documented(shown('Read step 3: what the connection is to be allowed'))
  showPermissions(
    @Param('session') key: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.visits.show({ request, reply, step: 'permissions' }, key, (visit) => this.permissions.show(visit));
  }

  @Get('setup')
  @Documented(shown('Read step 3: what to do in Okta'))
  showSetup(@Param('session') key: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.visits.show({ request, reply, step: 'setup' }, key, (visit) => this.setup.show(visit));
  }

  @Get('credentials')
  @Documented(shown('Read step 4: the credentials'))
  showCredentials(
    @Param('session') key: string,
    @Query('other') other: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const http = { request, reply, step: 'credentials' };
    return this.visits.show(http, key, (visit) => this.credentials.show(visit, { other: other !== undefined }));
  }

  @Get('key')
  @Documented(shown('Read step 4: where Okta finds the public key'))
  showKey(@Param('session') key: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.visits.show({ request, reply, step: 'key' }, key, (visit) => this.key.show(visit));
  }

  @Get('consent')
  @Documented(shown('Read step 4: the way to Okta for a consent'))
  showConsent(
    @Param('session') key: string,
    @Headers('sec-fetch-dest') destination: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const http = { request, reply, step: 'consent' };
    return this.visits.show(http, key, (visit) => this.consent.show(visit, { framed: destination === 'iframe' }));
  }

  @Get('consented')
  @Documented(shown('Come back from a consent'))
  arrive(@Param('session') key: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = new URLSearchParams((request.raw.url ?? '').replace(/^[^?]*\??/, ''));
    return this.visits.show({ request, reply, step: 'consented' }, key, (visit) => this.consent.arrive(visit, query));
  }

  @Get('result')
  @Documented(shown('Read step 5: what works'))
  showResult(@Param('session') key: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.visits.show({ request, reply, step: 'result' }, key, (visit) => this.result.show(visit));
  }

  @Get('done')
  @Documented(shown('Go back to the platform'))
  showDone(@Param('session') key: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const http = { request, reply, step: 'done', evenFinished: true } as const;
    return this.visits.show(http, key, (visit) => this.done.show(visit));
  }
}
