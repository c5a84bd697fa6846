import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { actionPaths, type DocumentedAction } from './action-paths.js';
import { completeOperation } from './complete-operation.js';
import { describeRoute, type DeclaredRoute } from './describe-route.js';
import { schemaOf } from './json-schema.js';
import type { OpenApi, Operation } from './openapi-types.js';
import { PROBLEM_SCHEMA } from './problem-responses.js';

export interface DocumentSources {
  app: NestFastifyApplication;
  publicUrl: string;
  version: string;
  actions: readonly DocumentedAction[];
}

const DESCRIPTION = `Connections to the tenants' Okta orgs, and actions in them. Every answer outside 2xx is
\`application/problem+json\` with a \`code\`; [/docs/errors](/docs/errors) explains each.`;

/** The OpenAPI 3.1 document: what Nest finds in the controllers, and one path for each action. Heavy: load it when asked. */
export function buildDocument({ app, publicUrl, version, actions }: DocumentSources): OpenApi {
  const document = scan(app, { publicUrl, version });
  const declared = declaredRoutes(app);
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const declaration = declared.get(operation.operationId ?? '');
      if (!declaration) continue;
      const complete = completeOperation({ path, method, operation, declared: declaration }, document.components);
      document.paths[path] = { ...document.paths[path], [method]: { ...complete, operationId: publicId(operation) } };
    }
  }
  const { paths, components } = actionPaths(actions);
  Object.assign(document.paths, paths);
  Object.assign(document.components.schemas, components.schemas);
  Object.assign(document.components.responses, components.responses);
  document.tags = tagsOf(document);
  return document;
}

function scan(app: NestFastifyApplication, { publicUrl, version }: { publicUrl: string; version: string }): OpenApi {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Okta connector')
    .setDescription(DESCRIPTION)
    .setVersion(version)
    .addServer(publicUrl)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .build();
  const scanned = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller}.${method}`,
    standardSchemaConverter: (schema, { schemaType }) =>
      schema instanceof z.ZodType ? schemaOf(schema, schemaType) : undefined,
  });
  const { securitySchemes = {} } = scanned.components ?? {};
  const schemas = { ...scanned.components?.schemas, Problem: PROBLEM_SCHEMA };
  // Nest's types are those of OpenAPI 3.0, ours what is needed of 3.1; both describe this JSON.
  const text = JSON.stringify({ ...scanned, components: { schemas, securitySchemes, responses: {} } });
  const document: OpenApi = JSON.parse(text);
  return document;
}

/** The routes' declarations by the operation ids that `scan` gives. */
function declaredRoutes(app: NestFastifyApplication): Map<string, DeclaredRoute> {
  const scanner = new MetadataScanner();
  const routes = new Map<string, DeclaredRoute>();
  for (const { controllers } of app.get(ModulesContainer).values()) {
    for (const { metatype } of controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const prototype: unknown = metatype.prototype;
      if (typeof prototype !== 'object' || prototype === null) continue;
      for (const name of scanner.getAllMethodNames(prototype)) {
        const method: unknown = Reflect.get(prototype, name);
        if (typeof method === 'function') routes.set(`${metatype.name}.${name}`, describeRoute(metatype, method));
      }
    }
  }
  return routes;
}

/** `ConnectionsController.create` is `connections.create` for clients. */
function publicId({ operationId = '' }: Operation): string {
  const [controller = '', method = ''] = operationId.split('.');
  const subject = controller.replace(/Controller$/, '');
  return `${subject.charAt(0).toLowerCase()}${subject.slice(1)}.${method}`;
}

function tagsOf({ paths }: OpenApi): { name: string }[] {
  const operations = Object.values(paths).flatMap((item) => Object.values(item));
  return [...new Set(operations.flatMap(({ tags = [] }) => tags))].map((name) => ({ name }));
}
