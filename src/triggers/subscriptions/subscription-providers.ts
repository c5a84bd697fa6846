import { DeliveryUrls } from './delivery-urls.js';
import { EventSources } from './event-sources.service.js';
import { ReplayWorker } from './replay-worker.service.js';
import { Replays } from './replays.service.js';
import { SampleDeliveries } from './sample-deliveries.service.js';
import { SigningSecretRepository } from './signing-secret.repository.js';
import { SigningSecrets } from './signing-secrets.service.js';
import { StoredDeliveryRepository } from './stored-delivery.repository.js';
import { SubscriptionChanges } from './subscription-changes.service.js';
import { SubscriptionLocks } from './subscription-lock.repository.js';
import { SubscriptionViews } from './subscription-views.service.js';
import { SubscriptionsService } from './subscriptions.service.js';
import { WaitingDeliveryRepository } from './waiting-delivery.repository.js';

/** The life of subscriptions. */
export const SUBSCRIPTION_PROVIDERS = [
  DeliveryUrls,
  EventSources,
  ReplayWorker,
  Replays,
  SampleDeliveries,
  SigningSecretRepository,
  SigningSecrets,
  StoredDeliveryRepository,
  SubscriptionChanges,
  SubscriptionLocks,
  SubscriptionViews,
  SubscriptionsService,
  WaitingDeliveryRepository,
];
