import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { TriggerScopes } from '../okta/trigger-scopes.js';
import { TriggerAvailabilityController } from './availability/trigger-availability.controller.js';
import { TriggerAvailabilityService } from './availability/trigger-availability.service.js';
import { TriggerRegistry } from './trigger-registry.js';
import { TriggersController } from './triggers.controller.js';
import { Enrichment } from './enrichment/enrichment.service.js';
import { DeliveryOutbox } from './events/delivery-outbox.repository.js';
import { DeliveryWriter } from './events/delivery-writer.service.js';
import { EventIntake } from './events/event-intake.service.js';
import { EventRepository } from './events/event.repository.js';
import { HOOK_PROVIDERS } from './hooks/hook-providers.js';
import { HooksController } from './hooks/hooks.controller.js';
import { POLLING_PROVIDERS } from './polling/polling-providers.js';
import { SCHEDULE_PROVIDERS } from './schedules/schedule-providers.js';
import { ConnectionSubscriptionsController } from './subscriptions/connection-subscriptions.controller.js';
import { SUBSCRIPTION_PROVIDERS } from './subscriptions/subscription-providers.js';
import { SigningSecrets } from './subscriptions/signing-secrets.service.js';
import { SubscriptionsController } from './subscriptions/subscriptions.controller.js';
import { SubscriptionRepository } from './subscriptions/subscription.repository.js';

@Module({
  imports: [AuditModule, ConnectionsModule, TokensModule],
  controllers: [
    ConnectionSubscriptionsController,
    HooksController,
    SubscriptionsController,
    TriggerAvailabilityController,
    TriggersController,
  ],
  providers: [
    TriggerAvailabilityService,
    TriggerRegistry,
    DeliveryOutbox,
    DeliveryWriter,
    Enrichment,
    EventIntake,
    EventRepository,
    SubscriptionRepository,
    ...HOOK_PROVIDERS,
    ...POLLING_PROVIDERS,
    ...SCHEDULE_PROVIDERS,
    ...SUBSCRIPTION_PROVIDERS,
  ],
  exports: [TriggerRegistry, Enrichment, SigningSecrets, SubscriptionRepository],
})
export class TriggersModule {
  constructor(registry: TriggerRegistry, scopes: TriggerScopes) {
    for (const { id, definition } of registry.list()) scopes.enter(id, definition.requiredScopes);
  }
}
