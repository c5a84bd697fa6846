import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ActionsModule } from './actions/actions.module.js';
import { Connection } from './connections/connection.entity.js';
import { ConnectionsModule } from './connections/connections.module.js';
import { ConnectModule } from './connect/connect.module.js';
import { CoreModule } from './core/core.module.js';
import { DatabaseModule } from './core/database/database.module.js';
import { createApp, type Shell } from './core/http/create-app.js';
import { JobsModule } from './core/jobs/jobs.module.js';
import { TelemetryModule } from './core/telemetry/telemetry.module.js';
import { DeliveriesModule } from './deliveries/deliveries.module.js';
import { NestLogger } from './core/logging/nest-logger.js';
import { HealthModule } from './health/health.module.js';
import { McpModule } from './mcp/mcp.module.js';
import { OpenApiDocument } from './openapi/openapi-document.js';
import { OpenApiModule } from './openapi/openapi.module.js';
import { OktaModule } from './okta/okta.module.js';
import { TenancyModule } from './tenancy/tenancy.module.js';
import { TriggersModule } from './triggers/triggers.module.js';

/** The one place that knows every module. */
@Module({})
class AppModule {
  static forRoot(shell: Shell, database = DatabaseModule.forRoot({ entities: [Connection] })): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CoreModule.forRoot(shell),
        database,
        TelemetryModule,
        JobsModule,
        OktaModule,
        TenancyModule,
        ConnectionsModule,
        ActionsModule,
        TriggersModule,
        DeliveriesModule,
        ...(shell.config.mcpEnabled ? [McpModule] : []),
        ConnectModule,
        OpenApiModule,
        HealthModule,
      ],
    };
  }
}

/** The whole service, connected to its database; not yet listening. */
export async function createService(shell: Shell): Promise<NestFastifyApplication> {
  const app = await createApp(AppModule.forRoot(shell), shell);
  app.get(OpenApiDocument).bind(app);
  return app;
}

/** The services without HTTP, connected to their database: for admin commands. */
export async function createAdminContext(shell: Shell): Promise<INestApplicationContext> {
  // What keeps it from starting is thrown; Nest would also print it, with its stack.
  const app = await NestFactory.createApplicationContext(AppModule.forRoot(shell), {
    logger: false,
    abortOnError: false,
  });
  app.useLogger(new NestLogger(shell.logger));
  return app;
}

/** What the service is, without a database: its routes can be described, and answer nothing. */
export async function createDescription(shell: Shell): Promise<OpenApiDocument> {
  const database = DatabaseModule.unconnected({ entities: [Connection] });
  const app = await createApp(AppModule.forRoot(shell, database), shell);
  const document = app.get(OpenApiDocument);
  document.bind(app);
  return document;
}
