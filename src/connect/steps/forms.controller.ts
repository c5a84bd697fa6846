import { Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Documented } from '../../core/http/documented.decorator.js';
import { AcceptsForm } from '../../core/http/form-body.js';
import { Public } from '../../tenancy/access.decorators.js';
import { WAYS } from '../sessions/session-progress.js';
import { Visits } from '../sessions/visits.service.js';
import { ConsentStep } from './consent-step.service.js';
import { CredentialsStep } from './credentials-step.service.js';
import { KeyStep } from './key-step.service.js';
import { OrgStep } from './org-step.service.js';
import { taken } from './page-documents.js';
import { PermissionsStep } from './permissions-step.service.js';
import { ResultStep } from './result-step.service.js';
import { WayStep } from './way-step.service.js';

const text = z.string().optional();

/** What the forms of the connect pages send. Every answer is a redirection to a page. */
@Public()
@Controller('connect/:session')
export class ConnectFormsController {
  constructor(
    private readonly visits: Visits,
    private readonly org: OrgStep,
    private readonly way: WayStep,
    private readonly permissions: PermissionsStep,
    private readonly credentials: CredentialsStep,
    private readonly key: KeyStep,
    private readonly consent: ConsentStep,
    private readonly result: ResultStep,
  ) {}

  @Post('org')
  @HttpCode(303)
  @AcceptsForm()
  @Documented(taken('Send the Okta address', { address: z.string() }))
  sendOrg(@Param('session') key: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.visits.submit({ request, reply, step: 'org' }, key, (visit, form) => this.org.submit(visit, form));
  }

  @Post('way')
  @HttpCode(303)
  @AcceptsForm()
  @Documented(taken('Choose how to connect', { way: z.enum(WAYS) }))
  sendWay(@Param('session') key: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.visits.submit({ request, reply, step: 'way' }, key, (visit, form) => this.way.submit(visit, form));
  }

  @Post('permissions')
  @HttpCode(303)
  @AcceptsForm()
  @Documented(
    taken('Choose what the connection is to be allowed', {
      preset: z.string(),
      'tasks-people': text,
      'tasks-access': text,
      'tasks-org': text,
      'tasks-events': text,
      more: text,
    }),
  )
  sendPermissions(
    @Param('session') key: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.visits.submit({ request, reply, step: 'permissions' }, key, (visit, form) =>
      this.permissions.submit(visit, form),
    );
  }

  @Post('credentials')
  @HttpCode(303)
  @AcceptsForm()
  @Documented(
    taken('Send credentials, which are tried at Okta', {
      name: text,
      clientId: text,
      clientSecret: text,
      keyId: text,
      privateKey: text,
      apiToken: text,
    }),
  )
  sendCredentials(
    @Param('session') key: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.visits.submit({ request, reply, step: 'credentials' }, key, (visit, form) =>
      this.credentials.submit(visit, form),
    );
  }

  @Post('key')
  @HttpCode(303)
  @AcceptsForm()
  @Documented(taken('Check whether Okta accepts the key'))
  checkKey(@Param('session') key: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.visits.submit({ request, reply, step: 'key' }, key, (visit) => this.key.submit(visit));
  }

  @Post('consent')
  @HttpCode(303)
  @AcceptsForm()
  @Documented(taken('Ask for another link to Okta'))
  sendConsent(
    @Param('session') key: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.visits.submit({ request, reply, step: 'consent' }, key, (visit) => this.consent.submit(visit));
  }

  @Post('result')
  @HttpCode(303)
  @AcceptsForm()
  @Documented(taken('Check the connection again, or finish', { do: z.enum(['check', 'finish']) }))
  sendResult(@Param('session') key: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.visits.submit({ request, reply, step: 'result' }, key, (visit, form) =>
      this.result.submit(visit, form),
    );
  }
}
