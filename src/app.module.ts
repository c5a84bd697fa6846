import { Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ActionsModule } from './actions/actions.module.js';
import { Connection } from './connections/connection.entity.js';
import { ConnectionsModule } from './connections/connections.module.js';
import { CoreModule } from './core/core.module.js';
import { DatabaseModule } from './core/database/database.module.js';
import { createApp, type Shell } from './core/http/create-app.js';
import { JobsModule } from './core/jobs/jobs.module.js';
import { DeliveriesModule } from './deliveries/deliveries.module.js';
import { HealthModule } from './health/health.module.js';
import { OpenApiDocument } from './openapi/openapi-document.js';
import { OpenApiModule } from './openapi/openapi.module.js';
import { OktaModule } from './okta/okta.module.js';
import { TenancyModule } from './tenancy/tenancy.module.js';
import { TriggersModule } from './triggers/triggers.module.js';

/** The one place that knows every module. */
@Module({})
class AppModule {
  static forRoot(shell: Shell): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CoreModule.forRoot(shell),
        DatabaseModule.forRoot({ entities: [Connection] }),
        JobsModule,
        OktaModule,
        TenancyModule,
        ConnectionsModule,
        ActionsModule,
        TriggersModule,
        DeliveriesModule,
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
