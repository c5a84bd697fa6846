import type { Provider } from '@nestjs/common';
import { DeliveryBatches } from './delivery-batches.service.js';
import { DeliveryLogRepository } from './delivery-log.repository.js';
import { DeliverySender } from './delivery-sender.service.js';
import { DEFAULT_DELIVERY_SETTINGS, DELIVERY_SETTINGS } from './delivery-settings.js';
import { DeliveryUpkeep } from './delivery-upkeep.service.js';
import { DeliveryWorker } from './delivery-worker.service.js';
import { DueDeliveryRepository } from './due-delivery.repository.js';
import { Receivers } from './receivers.service.js';
import { SubscriptionHealth } from './subscription-health.service.js';

/** What brings deliveries to their receivers: providers of the deliveries' module. */
export const DELIVERY_PROVIDERS: Provider[] = [
  { provide: DELIVERY_SETTINGS, useValue: DEFAULT_DELIVERY_SETTINGS },
  DeliveryBatches,
  DeliveryLogRepository,
  DeliverySender,
  DeliveryUpkeep,
  DeliveryWorker,
  DueDeliveryRepository,
  Receivers,
  SubscriptionHealth,
];
