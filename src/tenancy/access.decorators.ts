import { SetMetadata } from '@nestjs/common';
import type { PlatformScope } from './caller.js';

export const PUBLIC = 'tenancy:public';
export const ANY_VALID_TOKEN = 'tenancy:any-valid-token';
export const REQUIRED_SCOPE = 'tenancy:required-scope';

/** The route needs no token. */
export const Public = () => SetMetadata(PUBLIC, true);

/** Any valid token will do, whatever its tenant; there is no caller to inject. For the catalogue. */
export const AnyValidToken = () => SetMetadata(ANY_VALID_TOKEN, true);

/** The token must carry the scope. */
export const RequireScope = (scope: PlatformScope) => SetMetadata(REQUIRED_SCOPE, scope);
