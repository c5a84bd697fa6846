import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Config } from '../core/config.js';
import { CONFIG } from '../core/config.token.js';
import { AuthGuard } from './auth.guard.js';
import { createTokenVerifier } from './create-token-verifier.js';
import { TokenVerifier } from './token-verifier.js';

/** Closes every route of the application to callers without a valid token. */
@Module({
  providers: [
    { provide: TokenVerifier, inject: [CONFIG], useFactory: (config: Config) => createTokenVerifier(config) },
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
})
export class TenancyModule {}
