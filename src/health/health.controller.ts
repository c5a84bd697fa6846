import { Controller, Get, Inject } from '@nestjs/common';
import { Public } from '../tenancy/access.decorators.js';
import { Readiness } from './readiness.js';

/** For the orchestrator: whether the process lives, and whether it should get requests. */
@Public()
@Controller()
export class HealthController {
  constructor(@Inject(Readiness) private readonly readiness: Readiness) {}

  @Get('livez')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  async ready(): Promise<{ status: 'ok' }> {
    await this.readiness.check();
    return { status: 'ok' };
  }
}
