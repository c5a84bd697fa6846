import { Reflector } from '@nestjs/core';
import type { z } from 'zod';
import type { ErrorCode } from '../errors.js';

/** What the OpenAPI document says of a route beyond its path, its parameters, its body and its scope. */
export interface RouteDocument {
  /** A few words in the imperative: `Create a connection`. */
  summary: string;
  description?: string;
  /** What a successful answer holds; omitted where it has no body. */
  answer?: z.ZodType;
  /** Default `application/json`. */
  contentType?: string;
  /** The codes of problems that are this route's own; those that every route may answer are added. */
  problems?: readonly ErrorCode[];
}

/** Describes a route for the OpenAPI document, without loading anything of it at start. */
export const Documented = Reflector.createDecorator<RouteDocument>();
