import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { Documented } from '../core/http/documented.decorator.js';
import { Public } from '../tenancy/access.decorators.js';
import { Readiness } from './readiness.js';

const Ok = z.object({ status: z.literal('ok') });

/** For the orchestrator: whether the process lives, and whether it should get requests. */
@Public()
@Controller()
export class HealthController {
  constructor(@Inject(Readiness) private readonly readiness: Readiness) {}

  @Get('livez')
  @Documented({
    summary: 'Ask whether the process lives',
    description: 'For probes: the process answers requests. It looks at nothing else.',
    answer: Ok,
  })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Documented({
    summary: 'Ask whether this replica takes requests',
    description: 'For probes: the database answers and has the current schema, and the process is not shutting down.',
    answer: Ok,
  })
  async ready(): Promise<{ status: 'ok' }> {
    await this.readiness.check();
    return { status: 'ok' };
  }
}
