import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { actionPaths, type DocumentedAction } from './action-paths.js';
import { completeOperation } from './complete-operation.js';
import { describeRoute, type DeclaredRoute } from './describe-route.js';
import { schemaOf } from './json-schema.js';
import { namedSchemas } from './named-schemas.js';
import type { Components, OpenApi, Operation, PathItem, ScannedOperation } from './openapi-types.js';
import { SHARED_PARAMETERS } from './parameters.js';
import { PROBLEM_SCHEMA, QUEUED, REPLAYED } from './problem-responses.js';
import { shareSchemas } from './share-schemas.js';
import { tagsOf } from './tags.js';
import { triggerWebhooks, type DocumentedTrigger } from './trigger-webhooks.js';

export interface DocumentSources {
  app: NestFastifyApplication;
  publicUrl: string;
  version: string;
  actions: readonly DocumentedAction[];
  triggers: readonly DocumentedTrigger[];
}

type Scanned = Omit<OpenApi, 'paths'> & { paths: Record<string, Record<string, ScannedOperation>> };

const DESCRIPTION = `Connections to the tenants' Okta orgs, and actions in them. Every answer outside 2xx is
\`application/problem+json\` with a \`code\`; [/docs/errors](/docs/errors) explains each.`;

/**
 * The OpenAPI 3.1 document: what Nest finds in the controllers, one path for each action, one webhook for each trigger.
 * Heavy: load it when asked.
 */
export function buildDocument({ app, publicUrl, version, actions, triggers }: DocumentSources): OpenApi {
  const { paths: scanned, ...document } = scan(app, { publicUrl, version });
  const { paths, components } = actionPaths(actions);
  const own = ownPaths(scanned, declaredRoutes(app), document.components);
  Object.assign(document.components.schemas, components.schemas);
  Object.assign(document.components.responses, components.responses);
  const all = { ...own, ...paths };
  const named = namedSchemas();
  const webhooks = triggerWebhooks(triggers, named);
  return shareSchemas({ ...document, ...tagsOf(all), paths: all, webhooks }, named);
}

function ownPaths(
  scanned: Scanned['paths'],
  declared: ReadonlyMap<string, DeclaredRoute>,
  components: Components,
): Record<string, PathItem> {
  const paths: Record<string, PathItem> = {};
  for (const [path, item] of Object.entries(scanned)) {
    for (const [method, operation] of Object.entries(item)) {
      const declaration = declared.get(operation.operationId ?? '');
      if (!declaration) continue;
      const complete = completeOperation({ path, method, operation, declared: declaration }, components);
      paths[path] = { ...paths[path], [method]: { ...complete, operationId: publicId(operation) } };
    }
  }
  return paths;
}

function scan(app: NestFastifyApplication, { publicUrl, version }: { publicUrl: string; version: string }): Scanned {
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
  const components = {
    schemas,
    securitySchemes,
    responses: { queued: QUEUED },
    parameters: SHARED_PARAMETERS,
    headers: { IdempotentReplayed: REPLAYED },
  };
  // Nest's types are those of OpenAPI 3.0, ours what is needed of 3.1; both describe this JSON.
  const text = JSON.stringify({ ...scanned, components });
  const document: Scanned = JSON.parse(text);
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
