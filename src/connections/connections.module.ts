import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { ConnectionAccess } from './connection-access.js';
import { ConnectionCache } from './connection-cache.js';
import { ConnectionChanges } from './connection-changes.js';
import { ConnectionDoctor } from './connection-doctor.js';
import { ConnectionStore } from './connection-store.js';
import { ConnectionsController } from './connections.controller.js';
import { ConnectionsRepository } from './connections.repository.js';
import { ConnectionsService } from './connections.service.js';
import { CredentialCheck } from './credential-check.js';
import { RegionsController } from './regions.controller.js';

@Module({
  imports: [AuditModule, TokensModule],
  controllers: [ConnectionsController, RegionsController],
  providers: [
    ConnectionAccess,
    ConnectionCache,
    ConnectionChanges,
    ConnectionDoctor,
    ConnectionStore,
    ConnectionsRepository,
    ConnectionsService,
    CredentialCheck,
  ],
  exports: [ConnectionAccess],
})
export class ConnectionsModule {}
