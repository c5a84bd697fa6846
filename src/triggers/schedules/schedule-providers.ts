import type { Provider } from '@nestjs/common';
import { ConnectionAccess } from '../../connections/connection-access.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { OktaClient } from '../../okta/okta-client.js';
import { SubscriptionRepository } from '../subscriptions/subscription.repository.js';
import { ScheduleRepository } from './schedule.repository.js';
import { ScheduleStepStore } from './schedule-step-store.service.js';
import { ScheduleSweep } from './schedule-sweep.service.js';
import { ScheduledSearches } from './scheduled-searches.service.js';

type Parts = [
  TenantDatabase,
  ScheduleRepository,
  SubscriptionRepository,
  ScheduleStepStore,
  ConnectionAccess,
  OktaClient,
];

/** Searches at fixed times: providers of the triggers' module. */
export const SCHEDULE_PROVIDERS: Provider[] = [
  ScheduleRepository,
  ScheduleStepStore,
  ScheduleSweep,
  {
    provide: ScheduledSearches,
    inject: [
      TenantDatabase,
      ScheduleRepository,
      SubscriptionRepository,
      ScheduleStepStore,
      ConnectionAccess,
      OktaClient,
    ],
    useFactory: (...parts: Parts) => new ScheduledSearches(...parts),
  },
];
