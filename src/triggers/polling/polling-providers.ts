import type { Provider } from '@nestjs/common';
import { ConnectionAccess } from '../../connections/connection-access.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { OktaClient } from '../../okta/okta-client.js';
import { LogPageStore } from './log-page-store.service.js';
import { LogPoller } from './log-poller.service.js';
import { LogPolling } from './log-polling.service.js';
import { LogPositions } from './log-position.repository.js';

/** The reading of System Logs: providers of the triggers' module. */
export const POLLING_PROVIDERS: Provider[] = [
  LogPositions,
  LogPageStore,
  {
    provide: LogPoller,
    inject: [TenantDatabase, LogPositions, LogPageStore, ConnectionAccess, OktaClient],
    useFactory: (...parts: [TenantDatabase, LogPositions, LogPageStore, ConnectionAccess, OktaClient]) =>
      new LogPoller(...parts),
  },
  LogPolling,
];
