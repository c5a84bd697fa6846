import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { ConnectionAccess } from './connection-access.js';
import { ConnectionCache } from './connection-cache.js';
import { ConnectionChanges } from './connection-changes.js';
import { ConnectionDoctor } from './connection-doctor.js';
import { ConnectionStore } from './connection-store.js';
import { ConnectionTenants } from './connection-tenants.repository.js';
import { ConnectionViews } from './connection-views.service.js';
import { ConnectionsController } from './connections.controller.js';
import { ConnectionsRepository } from './connections.repository.js';
import { ConnectionsService } from './connections.service.js';
import { CredentialCheck } from './credential-check.js';
import { ApiTokenCredentials } from './credentials/api-token-credentials.js';
import { AuthorizationCodeCredentials } from './credentials/authorization-code-credentials.js';
import { ClientCredentials } from './credentials/client-credentials.js';
import { ConsentCallback } from './consent/consent-callback.service.js';
import { ConsentCompletion } from './consent/consent-completion.service.js';
import { ConsentStart } from './consent/consent-start.service.js';
import { ConsentController } from './consent/consent.controller.js';
import { ConsentService } from './consent/consent.service.js';
import { FlowProofs } from './consent/flow-proofs.service.js';
import { OauthFlowRepository } from './consent/oauth-flow.repository.js';
import { ReturnUrls } from './consent/return-urls.js';
import { CredentialChanges } from './credentials/credential-changes.service.js';
import { Credentials } from './credentials/credentials.service.js';
import { ConnectionEvents } from './events/connection-events.service.js';
import { ForcedRefresh } from './forced-refresh.service.js';
import { GrantEndings } from './grant-endings.service.js';
import { Grants } from './grants.service.js';
import { KeyRegistration } from './key-registration.service.js';
import { PublicKeysController } from './public-keys.controller.js';
import { PublicKeys } from './public-keys.service.js';
import { RegionsController } from './regions.controller.js';
import { ServiceGrants } from './service-grants.service.js';
import { SessionFactory } from './session-factory.js';
import { TokenSources } from './token-sources.js';
import { TokenVerdicts } from './token-verdicts.service.js';
import { UPKEEP_PROVIDERS } from './upkeep/upkeep-providers.js';

@Module({
  imports: [AuditModule, TokensModule],
  controllers: [ConnectionsController, RegionsController, PublicKeysController, ConsentController],
  providers: [
    ...UPKEEP_PROVIDERS,
    ConsentCallback,
    ConsentCompletion,
    ConsentService,
    ConsentStart,
    FlowProofs,
    GrantEndings,
    OauthFlowRepository,
    ReturnUrls,
    TokenVerdicts,
    ApiTokenCredentials,
    AuthorizationCodeCredentials,
    ClientCredentials,
    ConnectionAccess,
    ConnectionCache,
    ConnectionChanges,
    ConnectionDoctor,
    ConnectionStore,
    ConnectionTenants,
    ConnectionViews,
    ConnectionsRepository,
    ConnectionsService,
    CredentialCheck,
    CredentialChanges,
    Credentials,
    ForcedRefresh,
    Grants,
    KeyRegistration,
    PublicKeys,
    ServiceGrants,
    SessionFactory,
    TokenSources,
  ],
  exports: [ConnectionAccess, ConnectionDoctor, ConnectionEvents, ConnectionsService, ConsentService, ReturnUrls],
})
export class ConnectionsModule {}
