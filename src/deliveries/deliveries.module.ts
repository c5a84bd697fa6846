import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { TriggersModule } from '../triggers/triggers.module.js';
import { DeadDeliveryRepository } from './dead-delivery.repository.js';
import { Deliveries } from './deliveries.service.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DELIVERY_PROVIDERS } from './delivery-providers.js';
import { DeliveryStatistics } from './delivery-statistics.repository.js';
import { Redrives } from './redrives.service.js';
import { PullCursor } from './pull/pull-cursor.js';
import { PullController } from './pull/pull.controller.js';
import { Pull } from './pull/pull.service.js';
import { PulledDeliveryRepository } from './pull/pulled-delivery.repository.js';

@Module({
  imports: [AuditModule, ConnectionsModule, TokensModule, TriggersModule],
  controllers: [DeliveriesController, PullController],
  providers: [
    ...DELIVERY_PROVIDERS,
    DeadDeliveryRepository,
    Deliveries,
    DeliveryStatistics,
    Pull,
    PullCursor,
    PulledDeliveryRepository,
    Redrives,
  ],
  exports: [DeliveryStatistics],
})
export class DeliveriesModule {}
