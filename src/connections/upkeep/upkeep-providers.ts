import type { Provider } from '@nestjs/common';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { ConnectionEventRepository } from '../events/connection-event.repository.js';
import { ConnectionEvents } from '../events/connection-events.service.js';
import { EventDelivery } from '../events/event-delivery.service.js';
import { EventReceiver } from '../events/event-receiver.js';
import { ExpiringConnectionsRepository } from './expiring-connections.repository.js';
import { ExpiryWarnings } from './expiry-warnings.service.js';
import { HookRemovalRepository } from './hook-removal.repository.js';
import { HookRemovals } from './hook-removals.service.js';
import { IdleConnectionsRepository } from './idle-connections.repository.js';
import { KeepAlive } from './keep-alive.service.js';
import { KeyTrialRepository } from './key-trial.repository.js';
import { KeyTrials } from './key-trials.service.js';
import { RevocationRepository } from './revocation.repository.js';
import { Revocations } from './revocations.service.js';
import { TokenUpkeep } from './token-upkeep.service.js';
import { Upkeep } from './upkeep.service.js';

/** What happens around connections in the background: providers of the connections' module. */
export const UPKEEP_PROVIDERS: Provider[] = [
  ConnectionEventRepository,
  ConnectionEvents,
  {
    provide: EventDelivery,
    inject: [TenantDatabase, ConnectionEventRepository, CONFIG],
    useFactory: (database: TenantDatabase, outbox: ConnectionEventRepository, config: Config) =>
      new EventDelivery(database, outbox, receiverOf(config)),
  },
  ExpiringConnectionsRepository,
  ExpiryWarnings,
  HookRemovalRepository,
  HookRemovals,
  IdleConnectionsRepository,
  KeepAlive,
  KeyTrialRepository,
  KeyTrials,
  RevocationRepository,
  Revocations,
  TokenUpkeep,
  Upkeep,
];

function receiverOf({ connectionEvents }: Config): EventReceiver | undefined {
  if (!connectionEvents) return undefined;
  const { url, secret = '' } = connectionEvents;
  return new EventReceiver({ url, secret });
}
