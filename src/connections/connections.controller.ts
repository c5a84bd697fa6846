import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Documented } from '../core/http/documented.decorator.js';
import { pageFrom, type ListPage } from '../core/list-page.js';
import { RequireScope } from '../tenancy/access.decorators.js';
import type { Caller } from '../tenancy/caller.js';
import { CurrentCaller } from '../tenancy/current-caller.decorator.js';
import { ConnectionDoctor } from './connection-doctor.js';
import { ConnectionAnswer, ConnectionsAnswer, ConsentAnswer, DiagnosisAnswer } from './connection-answer.schema.js';
import { AuthorizeConnection, ConnectionsQuery, CreateConnection, PatchConnection } from './connection.schema.js';
import type { ConnectionView } from './connection-view.js';
import { ConnectionViews } from './connection-views.service.js';
import { ConnectionsService } from './connections.service.js';
import { KeyRegistration } from './key-registration.service.js';

/** What trying credentials at Okta can end with. */
const CREDENTIAL_PROBLEMS = [
  'invalid_credentials',
  'invalid_scope',
  'consent_required',
  'url_not_allowed',
  'okta_unavailable',
  'okta_timeout',
  'okta_rate_limited',
] as const;

@Controller('v1/connections')
export class ConnectionsController {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly views: ConnectionViews,
    private readonly doctor: ConnectionDoctor,
    private readonly registration: KeyRegistration,
  ) {}

  @Post()
  @RequireScope('connections:write')
  @Documented({
    summary: 'Connect an Okta org',
    description: 'The credentials are tested at Okta before anything is stored.',
    answer: ConnectionAnswer,
    example: {
      name: 'Acme production',
      domain: 'acme.okta.com',
      auth: { type: 'clientCredentials', clientId: '0oa1a2b3c4d5e6f7g8h9', keySource: 'generated' },
    },
    problems: ['name_taken', 'domain_not_allowed', ...CREDENTIAL_PROBLEMS],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: CreateConnection }) input: CreateConnection,
  ): Promise<ConnectionView> {
    return this.views.of(await this.connections.create(caller, input));
  }

  @Get()
  @RequireScope('connections:read')
  @Documented({
    summary: 'List connections',
    description: "The tenant's connections, a page at a time. Nothing in an answer is secret.",
    answer: ConnectionsAnswer,
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: ConnectionsQuery }) query: ConnectionsQuery,
  ): Promise<ListPage<ConnectionView>> {
    const { data, nextCursor } = pageFrom(await this.connections.list(caller, query), query.limit, (row) => row);
    return { data: await this.views.ofAll(caller.tenantId, data), nextCursor };
  }

  @Get(':connectionId')
  @RequireScope('connections:read')
  @Documented({
    summary: 'Read a connection',
    description:
      'With its status and the reason for it, the granted scopes and what is missing, and until when its token is good.',
    answer: ConnectionAnswer,
    problems: ['not_found'],
  })
  async get(@CurrentCaller() caller: Caller, @Param('connectionId') id: string): Promise<ConnectionView> {
    return this.views.of(await this.connections.get(caller, id));
  }

  @Patch(':connectionId')
  @RequireScope('connections:write')
  @Documented({
    summary: 'Change a connection',
    description: 'New credentials are tested first; the old ones stay if the test fails.',
    example: { readOnly: true, rateLimitShare: 0.25 },
    answer: ConnectionAnswer,
    problems: ['not_found', 'name_taken', ...CREDENTIAL_PROBLEMS],
  })
  async patch(
    @CurrentCaller() caller: Caller,
    @Param('connectionId') id: string,
    @Body({ schema: PatchConnection }) input: PatchConnection,
  ): Promise<ConnectionView> {
    return this.views.of(await this.connections.patch(caller, id, input));
  }

  @Delete(':connectionId')
  @HttpCode(204)
  @RequireScope('connections:write')
  @Documented({
    summary: 'Delete a connection and its secrets',
    description:
      'Tokens are revoked at Okta, its event hook is removed and its secrets are destroyed. Where Okta cannot be reached the clean-up goes on in the background.',
    problems: ['not_found'],
  })
  async delete(@CurrentCaller() caller: Caller, @Param('connectionId') id: string): Promise<void> {
    await this.connections.delete(caller, id);
  }

  @Post(':connectionId/test')
  @HttpCode(200)
  @RequireScope('connections:write')
  @Documented({
    summary: 'Ask the connection doctor',
    description: 'Examines the connection at Okta; each finding says what to do.',
    answer: DiagnosisAnswer,
    problems: ['not_found'],
  })
  async test(@CurrentCaller() caller: Caller, @Param('connectionId') id: string) {
    return this.doctor.examine(caller, id);
  }

  @Post(':connectionId/authorize')
  @HttpCode(200)
  @RequireScope('connections:write')
  @Documented({
    summary: 'Begin a consent',
    description: 'Also for reauthorization, which keeps the connection with its id and subscriptions.',
    example: { scopes: ['okta.users.read', 'okta.logs.read'] },
    answer: ConsentAnswer,
    problems: ['not_found', 'invalid_scope', 'url_not_allowed'],
  })
  async authorize(
    @CurrentCaller() caller: Caller,
    @Param('connectionId') id: string,
    @Body({ schema: AuthorizeConnection.default({}) }) input: AuthorizeConnection,
  ): Promise<z.input<typeof ConsentAnswer>> {
    const { authorizationUrl, expiresAt } = await this.connections.authorize(caller, id, input);
    return { authorizationUrl, expiresAt: expiresAt.toISOString() };
  }

  @Post(':connectionId/rotate-key')
  @HttpCode(200)
  @RequireScope('connections:write')
  @Documented({
    summary: 'Rotate a generated key',
    description: 'The next key is published first; the old one is retired once Okta accepts the new one.',
    answer: ConnectionAnswer,
    problems: ['not_found'],
  })
  async rotateKey(@CurrentCaller() caller: Caller, @Param('connectionId') id: string): Promise<ConnectionView> {
    return this.views.of(await this.registration.rotate(caller, id));
  }

  @Post(':connectionId/disable')
  @HttpCode(200)
  @RequireScope('connections:write')
  @Documented({
    summary: 'Disable a connection',
    description: 'No action runs on it until it is enabled again; its credentials and subscriptions stay.',
    answer: ConnectionAnswer,
    problems: ['not_found'],
  })
  async disable(@CurrentCaller() caller: Caller, @Param('connectionId') id: string): Promise<ConnectionView> {
    return this.views.of(await this.connections.disable(caller, id));
  }

  @Post(':connectionId/enable')
  @HttpCode(200)
  @RequireScope('connections:write')
  @Documented({
    summary: 'Enable a connection',
    description: 'It works again with the credentials that it has; one that was never authorized is pending again.',
    answer: ConnectionAnswer,
    problems: ['not_found'],
  })
  async enable(@CurrentCaller() caller: Caller, @Param('connectionId') id: string): Promise<ConnectionView> {
    return this.views.of(await this.connections.enable(caller, id));
  }
}
