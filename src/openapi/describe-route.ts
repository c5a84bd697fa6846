import { HTTP_CODE_METADATA } from '@nestjs/common/constants.js';
import { Reflector } from '@nestjs/core';
import { Documented, type RouteDocument } from '../core/http/documented.decorator.js';
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
export function describeRoute(controller: Function, method: Function): DeclaredRoute {
  const read = (key: string): unknown => Reflect.getMetadata(key, method) ?? Reflect.getMetadata(key, controller);
  const scope = read(REQUIRED_SCOPE);
  const status: unknown = Reflect.getMetadata(HTTP_CODE_METADATA, method);
  return {
    document: new Reflector().get(Documented, method),
    isPublic: read(PUBLIC) === true,
    needsTenant: read(ANY_VALID_TOKEN) !== true,
    scope: typeof scope === 'string' ? scope : undefined,
    status: typeof status === 'number' ? status : undefined,
  };
}
