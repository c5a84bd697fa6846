import { Body, Controller, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Documented } from '../../core/http/documented.decorator.js';
import { RequireScope } from '../../tenancy/access.decorators.js';
import type { Caller } from '../../tenancy/caller.js';
import { CurrentCaller } from '../../tenancy/current-caller.decorator.js';
import { ConnectSessionAnswer, CreateConnectSession } from './connect-session.schema.js';
import { ConnectSessions } from './connect-sessions.service.js';

@Controller('v1/connect-sessions')
export class ConnectSessionsController {
  constructor(private readonly sessions: ConnectSessions) {}

  @Post()
  @RequireScope('connections:write')
  @Documented({
    summary: 'Make a link to the connect page',
    description:
      'For one person, who connects an Okta org there, or connects it again, and comes back to `returnUrl` with `connectionId` and `status` in its query. The link works in the first browser that opens it, for 30 minutes, and is used up by a success.',
    example: { returnUrl: 'https://app.platform.example/done', user: 'ada@acme.example' },
    answer: ConnectSessionAnswer,
    problems: ['not_found', 'url_not_allowed', 'invalid_scope', 'connection_not_ready'],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: CreateConnectSession }) input: CreateConnectSession,
  ): Promise<z.input<typeof ConnectSessionAnswer>> {
    const { id, url, expiresAt } = await this.sessions.create(caller, input);
    return { id, url, expiresAt: expiresAt.toISOString() };
  }
}
