import { Module } from '@nestjs/common';
import { TokensModule } from '../tokens/tokens.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { ActionExecutor } from './action-executor.js';
import { ActionRunner } from './action-runner.js';
import { CatalogueController } from './catalogue.controller.js';
import { OutputDrift } from './output-drift.js';
import { PageCursor } from './page-cursor.js';
import { PageStream } from './page-stream.js';
import { ActionRegistry } from './registry.js';
import { RunActionController } from './run-action.controller.js';
import { RunRecorder } from './runs/run-recorder.js';
import { RunRepository } from './runs/run.repository.js';
import { ScopesController } from './scopes.controller.js';
import { RunsController } from './runs/runs.controller.js';

@Module({
  imports: [ConnectionsModule, TokensModule],
  controllers: [CatalogueController, RunActionController, RunsController, ScopesController],
  providers: [
    ActionRegistry,
    ActionExecutor,
    ActionRunner,
    PageStream,
    PageCursor,
    OutputDrift,
    RunRecorder,
    RunRepository,
  ],
  exports: [ActionRegistry],
})
export class ActionsModule {}
