import { Reflector } from '@nestjs/core';
import type { z } from 'zod';
import type { ErrorCode } from '../errors.js';

/** A request header of a route. */
export interface RouteHeader {
  name: string;
  description: string;
  /** JSON Schema. */
  schema: Record<string, unknown>;
}

/** What the OpenAPI document says of a route beyond its path, its parameters, its body and its scope. */
export interface RouteDocument {
  /** A few words in the imperative: `Create a connection`. */
  summary: string;
  description?: string;
  /** What a successful answer holds; omitted where it has no body. */
  answer?: z.ZodType;
  /** What the request's body holds, where no `@Body({ schema })` says it. */
  body?: z.ZodType;
  /** The content type of `body`; default `application/json`. */
  bodyType?: string;
  /** A request body that works, but for its secrets. */
  example?: object;
  /** Default `application/json`. */
  contentType?: string;
  /** Answers with other statuses that are no problems (RFC 9457): what each says. They have the same content type. */
  others?: Readonly<Record<number, string>>;
  /** Optional request headers. */
  headers?: readonly RouteHeader[];
  /** The codes of problems that are this route's own; those that every route may answer are added. */
  problems?: readonly ErrorCode[];
}

/** Describes a route for the OpenAPI document, without loading anything of it at start. */
export const Documented = Reflector.createDecorator<RouteDocument>();
