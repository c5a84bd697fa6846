import { Module } from '@nestjs/common';
import { ActionsModule } from '../actions/actions.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { DeliveriesModule } from '../deliveries/deliveries.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { TriggersModule } from '../triggers/triggers.module.js';
import { PageModule } from './page/page.module.js';
import { ConnectSessionRepository } from './sessions/connect-session.repository.js';
import { ConnectSessionsController } from './sessions/connect-sessions.controller.js';
import { ConnectSessions } from './sessions/connect-sessions.service.js';
import { SessionBook } from './sessions/session-book.service.js';
import { SessionDoor } from './sessions/session-door.service.js';
import { SessionSecrets } from './sessions/session-secrets.service.js';
import { SessionUpkeep } from './sessions/session-upkeep.service.js';
import { Visits } from './sessions/visits.service.js';
import { ConsentStep } from './steps/consent-step.service.js';
import { CredentialTry } from './steps/credential-try.service.js';
import { CredentialsStep } from './steps/credentials-step.service.js';
import { ConnectionStatus } from './status/connection-status.service.js';
import { StatusController } from './status/status.controller.js';
import { DoneStep } from './steps/done-step.service.js';
import { ConnectFormsController } from './steps/forms.controller.js';
import { KeyStep } from './steps/key-step.service.js';
import { OrgStep } from './steps/org-step.service.js';
import { Outlooks } from './steps/outlook.service.js';
import { ConnectPagesController } from './steps/pages.controller.js';
import { Permissions } from './steps/permissions.service.js';
import { PermissionsStep } from './steps/permissions-step.service.js';
import { ResultStep } from './steps/result-step.service.js';
import { SessionConnection } from './steps/session-connection.service.js';
import { SetupStep } from './steps/setup-step.service.js';
import { WayStep } from './steps/way-step.service.js';

/** The hosted connect page: people connect Okta orgs here, sent by the platform with a link. */
@Module({
  imports: [ActionsModule, AuditModule, ConnectionsModule, DeliveriesModule, PageModule, TokensModule, TriggersModule],
  controllers: [ConnectSessionsController, ConnectPagesController, ConnectFormsController, StatusController],
  providers: [
    ConnectSessionRepository,
    ConnectSessions,
    SessionBook,
    SessionDoor,
    SessionSecrets,
    SessionUpkeep,
    Visits,
    ConnectionStatus,
    ConsentStep,
    CredentialTry,
    CredentialsStep,
    DoneStep,
    KeyStep,
    OrgStep,
    Outlooks,
    Permissions,
    PermissionsStep,
    ResultStep,
    SessionConnection,
    SetupStep,
    WayStep,
  ],
})
export class ConnectModule {}
