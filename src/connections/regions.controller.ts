import { Controller, Get, Inject } from '@nestjs/common';
import type { Config } from '../core/config.js';
import { CONFIG } from '../core/config.token.js';
import { AnyValidToken } from '../tenancy/access.decorators.js';

/** The regions this service serves, each with the callback URL that set-up guides name. */
@Controller('v1/regions')
@AnyValidToken()
export class RegionsController {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Get()
  list(): { data: { id: string; callbackUrl: string }[] } {
    return { data: this.config.regions };
  }
}
