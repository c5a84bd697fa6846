import { Module } from '@nestjs/common';
import { TokensModule } from '../tokens/tokens.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { ActionExecutor } from './action-executor.js';
import { ActionRunner } from './action-runner.js';
import { AvailabilityController } from './availability/availability.controller.js';
import { AvailabilityService } from './availability/availability.service.js';
import { BatchController } from './batch/batch.controller.js';
import { BatchRuns } from './batch/batch-runs.service.js';
import { CapabilitiesController } from './capabilities/capabilities.controller.js';
import { CatalogueController } from './catalogue.controller.js';
import { DryRuns } from './dry-run/dry-runs.service.js';
import { IdempotencyKeyRepository } from './idempotency/idempotency-key.repository.js';
import { IdempotencyKeys } from './idempotency/idempotency-keys.service.js';
import { RunAnswers } from './idempotency/run-answers.service.js';
import { OperationCatalogue } from './operations/operation-catalogue.js';
import { OperationsController } from './operations/operations.controller.js';
import { RunOperationController } from './operations/run-operation.controller.js';
import { OptionsController } from './options/options.controller.js';
import { OptionsService } from './options/options.service.js';
import { OrgReader } from './org-reads/org-reader.js';
import { OrgSchemasController } from './org-schemas/org-schemas.controller.js';
import { OrgSchemasService } from './org-schemas/org-schemas.service.js';
import { ProfileSchemas } from './org-schemas/profile-schemas.service.js';
import { OutputDrift } from './output-drift.js';
import { PageCursor } from './page-cursor.js';
import { PageStream } from './page-stream.js';
import { QueuedRunRepository } from './queue/queued-run.repository.js';
import { QueuedRuns } from './queue/queued-runs.service.js';
import { RunWaiter } from './queue/run-waiter.service.js';
import { ActionRegistry } from './registry.js';
import { RunActionController } from './run-action.controller.js';
import { RunResponder } from './run-responder.service.js';
import { DEFAULT_RUN_LEASE, RUN_LEASE } from './runs/run-lease.js';
import { RunLeaseRepository } from './runs/run-lease.repository.js';
import { RunLeases } from './runs/run-leases.service.js';
import { RunUpkeep } from './runs/run-upkeep.service.js';
import { RunRecorder } from './runs/run-recorder.js';
import { RunRepository } from './runs/run.repository.js';
import { RunStatistics } from './runs/run-statistics.repository.js';
import { ScopesController } from './scopes.controller.js';
import { RunsController } from './runs/runs.controller.js';

@Module({
  imports: [ConnectionsModule, TokensModule],
  controllers: [
    AvailabilityController,
    BatchController,
    CapabilitiesController,
    CatalogueController,
    OperationsController,
    OptionsController,
    OrgSchemasController,
    RunActionController,
    RunOperationController,
    RunsController,
    ScopesController,
  ],
  providers: [
    ActionRegistry,
    ActionExecutor,
    ActionRunner,
    AvailabilityService,
    BatchRuns,
    DryRuns,
    IdempotencyKeyRepository,
    IdempotencyKeys,
    OperationCatalogue,
    OptionsService,
    OrgReader,
    OrgSchemasService,
    ProfileSchemas,
    PageStream,
    PageCursor,
    OutputDrift,
    QueuedRunRepository,
    QueuedRuns,
    RunAnswers,
    { provide: RUN_LEASE, useValue: DEFAULT_RUN_LEASE },
    RunLeaseRepository,
    RunLeases,
    RunRecorder,
    RunRepository,
    RunResponder,
    RunStatistics,
    RunUpkeep,
    RunWaiter,
  ],
  exports: [ActionRegistry, RunAnswers, RunRepository, RunStatistics],
})
export class ActionsModule {}
