import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { queryInteger } from '../../core/query-integer.js';
import { Documented } from '../../core/http/documented.decorator.js';
import type { ListPage } from '../../core/list-page.js';
import { OKTA_PROBLEMS } from '../../okta/okta-problems.js';
import { RequireScope } from '../../tenancy/access.decorators.js';
import type { Caller } from '../../tenancy/caller.js';
import { CurrentCaller } from '../../tenancy/current-caller.decorator.js';
import type { Option } from './option-source.js';
import { OptionsService } from './options.service.js';

const OptionsQuery = z.strictObject({
  q: z.string().trim().max(200).optional().describe('The beginning of a name; words to find where Okta cannot search'),
  limit: queryInteger({ min: 1, max: 200, fallback: 50 }).describe('Options per page'),
  cursor: z.string().min(1).max(12_100).optional().describe('The nextCursor of the page before'),
  type: z
    .string()
    .regex(/^[A-Z_]{1,50}$/)
    .optional()
    .describe('For policies: those of one type, such as ACCESS_POLICY'),
  userId: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('For factors: those that the user, by id or login, has enrolled'),
});

const OptionsAnswer = z.object({
  data: z.array(
    z.object({
      value: z.string().describe('What goes into the input'),
      label: z.string(),
      description: z.string().nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

@Controller('v1/connections/:connectionId/options')
export class OptionsController {
  constructor(private readonly options: OptionsService) {}

  @Get(':source')
  @RequireScope('actions:run')
  @Documented({
    summary: 'List what an input can be picked from',
    description:
      'Inputs name their source in x-options. Okta searches where it can, other lists are read to the end. A page may hold fewer options than asked for while nextCursor is not null.',
    answer: OptionsAnswer,
    problems: [...OKTA_PROBLEMS],
  })
  list(
    @CurrentCaller() caller: Caller,
    @Param() { connectionId, source }: { connectionId: string; source: string },
    @Query({ schema: OptionsQuery }) query: z.output<typeof OptionsQuery>,
  ): Promise<ListPage<Option>> {
    const { q, limit, cursor, type, userId } = query;
    return this.options.list(caller, connectionId, { source, q: q || undefined, limit, cursor, type, userId });
  }
}
