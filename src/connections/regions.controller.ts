import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import type { Config } from '../core/config.js';
import { CONFIG } from '../core/config.token.js';
import { Documented } from '../core/http/documented.decorator.js';
import { AnyValidToken } from '../tenancy/access.decorators.js';

const RegionsAnswer = z.object({ data: z.array(z.object({ id: z.string(), callbackUrl: z.url() })) });

/** The regions this service serves, each with the callback URL that set-up guides name. */
@Controller('v1/regions')
@AnyValidToken()
export class RegionsController {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Get()
  @Documented({
    summary: 'List the regions and their callback URLs',
    description: "Enter the callback URL of a connection's region as sign-in redirect URI of the app in Okta.",
    answer: RegionsAnswer,
  })
  list(): { data: { id: string; callbackUrl: string }[] } {
    return { data: this.config.regions };
  }
}
