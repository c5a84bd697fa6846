import { Controller, Get, Header, Param } from '@nestjs/common';
import { z } from 'zod';
import { Documented } from '../core/http/documented.decorator.js';
import { Public } from '../tenancy/access.decorators.js';
import { PublicKeys } from './public-keys.service.js';

const JwksAnswer = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.string() })) });

/** The public keys of connections, for Okta to fetch. The connection's id cannot be guessed and is all that is asked. */
@Controller('v1/connections/:connectionId/jwks.json')
@Public()
export class PublicKeysController {
  constructor(private readonly keys: PublicKeys) {}

  @Get()
  @Header('cache-control', 'public, max-age=60')
  @Documented({
    summary: "Read a connection's public keys (JWKS, RFC 7517)",
    description:
      'Enter this address as JWKS URL of the app in Okta: a key that is rotated is then known there by itself. No token is needed.',
    answer: JwksAnswer,
    problems: ['not_found'],
  })
  async read(@Param('connectionId') connectionId: string) {
    return { keys: await this.keys.of(connectionId) };
  }
}
