import { SetMetadata } from '@nestjs/common';
import type { PlatformScope } from './caller.js';

export const PUBLIC = 'tenancy:public';
export const ANY_VALID_TOKEN = 'tenancy:any-valid-token';
export const REQUIRED_SCOPE = 'tenancy:required-scope';
export const DESCRIBED_RESOURCE = 'tenancy:described-resource';
export const FOR_ITS_CONNECTION = 'tenancy:for-its-connection';

/** The route needs no token. */
export const Public = () => SetMetadata(PUBLIC, true);

/** Any valid token will do, whatever its tenant; there is no caller to inject. For the catalogue. */
export const AnyValidToken = () => SetMetadata(ANY_VALID_TOKEN, true);

/** The token must carry the scope. */
export const RequireScope = (scope: PlatformScope) => SetMetadata(REQUIRED_SCOPE, scope);

/** The challenge of a refused token says where the resource is described (RFC 9728, section 5.1): at its path, well-known. */
export const DescribedResource = () => SetMetadata(DESCRIBED_RESOURCE, true);

/** A token that is for one connection may come here although the path names none: the route acts in the token's. */
export const ForItsConnection = () => SetMetadata(FOR_ITS_CONNECTION, true);
