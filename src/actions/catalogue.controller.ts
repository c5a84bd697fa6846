import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ConnectorError } from '../core/errors.js';
import { Documented } from '../core/http/documented.decorator.js';
import { idAfter, PageQuery, pageFrom } from '../core/list-page.js';
import { AnyValidToken } from '../tenancy/access.decorators.js';
import { ActionRegistry, type RegisteredAction } from './registry.js';

const CatalogueQuery = PageQuery.extend({
  q: z.string().min(1).max(100).optional().describe('Words to find in id, title and description'),
  family: z.string().min(1).max(50).optional(),
});

const ActionAnswer = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  family: z.string(),
  effect: z.enum(['read', 'write', 'destructive']),
  idempotent: z.boolean(),
  oktaRoute: z.string().nullable(),
  oktaRoutes: z.array(z.string()).optional(),
  requiredScopes: z.array(z.string()),
  requiredRoles: z.array(z.string()),
  paged: z.boolean(),
  inputSchema: z.looseObject({}),
  outputSchema: z.looseObject({}),
  examples: z.array(z.object({ input: z.unknown(), response: z.unknown() })),
});

const ActionsAnswer = z.object({ data: z.array(ActionAnswer), nextCursor: z.string().nullable() });

/** The catalogue of actions; any valid token may read it. */
@Controller('v1/actions')
@AnyValidToken()
export class CatalogueController {
  constructor(@Inject(ActionRegistry) private readonly registry: ActionRegistry) {}

  @Get()
  @Documented({ summary: 'List the actions', answer: ActionsAnswer })
  async list(
    @Query({ schema: CatalogueQuery }) query: z.output<typeof CatalogueQuery>,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const after = idAfter(query.cursor);
    const matching = this.registry.list().filter((action) => matches(action, query));
    const from = after === undefined ? 0 : matching.findIndex(({ id }) => id === after) + 1;
    const page = pageFrom(matching.slice(from, from + query.limit + 1), query.limit, actionView);
    await sendTagged(reply, JSON.stringify(page), known);
  }

  @Get(':actionId')
  @Documented({ summary: 'Read an action', answer: ActionAnswer, problems: ['not_found'] })
  async read(
    @Param('actionId') actionId: string,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const action = this.registry.find(actionId);
    if (!action) throw new ConnectorError('not_found', 'There is no such action. GET /v1/actions lists them all.');
    await sendTagged(reply, JSON.stringify(actionView(action)), known);
  }
}

function matches({ id, family, definition }: RegisteredAction, query: z.output<typeof CatalogueQuery>): boolean {
  if (query.family !== undefined && family !== query.family) return false;
  const text = `${id} ${definition.title} ${definition.description}`.toLowerCase();
  return (query.q ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** An action as the API shows it. */
function actionView(action: RegisteredAction): z.input<typeof ActionAnswer> {
  const { definition, routes } = action;
  return {
    id: action.id,
    title: definition.title,
    description: definition.description,
    family: action.family,
    effect: action.effect,
    idempotent: action.idempotent,
    oktaRoute: definition.kind === 'direct' ? definition.route : null,
    ...(definition.kind === 'composite' && { oktaRoutes: routes }),
    requiredScopes: action.requiredScopes,
    requiredRoles: action.requiredRoles,
    paged: definition.paged,
    inputSchema: action.schemas.input,
    outputSchema: action.schemas.output,
    examples: [definition.example],
  };
}

/** Sends JSON with a strong ETag (RFC 9110, section 8.8.3), or 304 when the caller has it. */
async function sendTagged(reply: FastifyReply, text: string, known: string | undefined): Promise<void> {
  const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  void reply.header('etag', tag).header('cache-control', 'private, no-cache');
  const same = known?.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag) ?? false;
  if (same) await reply.status(304).send();
  else await reply.status(200).type('application/json').send(text);
}
