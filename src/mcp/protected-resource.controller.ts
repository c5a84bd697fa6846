import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { z } from 'zod';
import type { Config } from '../core/config.js';
import { CONFIG } from '../core/config.token.js';
import { ConnectorError } from '../core/errors.js';
import { Documented } from '../core/http/documented.decorator.js';
import { idTime } from '../core/ids.js';
import { Public } from '../tenancy/access.decorators.js';
import { ProtectedResource, protectedResource } from './protected-resource.js';

type Answer = z.output<typeof ProtectedResource>;

/** Where the challenge of a 401 points to. It tells nothing of connections: any well-formed id has such a document. */
@Public()
@Controller('.well-known/oauth-protected-resource')
export class ProtectedResourceController {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Get()
  @Documented({ summary: 'Find whom to ask for a token (RFC 9728)', answer: ProtectedResource })
  root(): Answer {
    return protectedResource(this.config, '/mcp');
  }

  @Get('mcp')
  @Documented({ summary: 'Find whom to ask for a token for /mcp', answer: ProtectedResource })
  endpoint(): Answer {
    return protectedResource(this.config, '/mcp');
  }

  @Get('mcp/:connectionId')
  @Documented({
    summary: 'Find whom to ask for a token for /mcp/{connectionId}',
    answer: ProtectedResource,
    problems: ['not_found'],
  })
  connection(@Param('connectionId') connectionId: string): Answer {
    if (idTime('con', connectionId)) return protectedResource(this.config, `/mcp/${connectionId}`);
    throw new ConnectorError('not_found', 'There is no such connection.');
  }
}
