import { HTTP_CODE_METADATA } from '@nestjs/common/constants.js';
import { DOCUMENTED, type RouteDocument } from '../core/http/documented.decorator.js';
import { ANY_VALID_TOKEN, PUBLIC, REQUIRED_SCOPE } from '../tenancy/access.decorators.js';

/** What a controller's method declares besides its parameters. */
export interface DeclaredRoute {
  document: RouteDocument | undefined;
  isPublic: boolean;
  needsTenant: boolean;
  scope: string | undefined;
  /** The status of `@HttpCode()`. */
  status: number | undefined;
}

/** Reads the metadata of a route, the method's before the controller's, as the guard does. */
export function describeRoute(controller: object, method: object): DeclaredRoute {
  const read = (key: string): unknown => Reflect.getMetadata(key, method) ?? Reflect.getMetadata(key, controller);
  const scope = read(REQUIRED_SCOPE);
  const status: unknown = Reflect.getMetadata(HTTP_CODE_METADATA, method);
  return {
    document: Reflect.getMetadata(DOCUMENTED, method) as RouteDocument | undefined,
    isPublic: read(PUBLIC) === true,
    needsTenant: read(ANY_VALID_TOKEN) !== true,
    scope: typeof scope === 'string' ? scope : undefined,
    status: typeof status === 'number' ? status : undefined,
  };
}
