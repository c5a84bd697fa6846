import { Module } from '@nestjs/common';
import { ActionsModule } from '../actions/actions.module.js';
import { TriggersModule } from '../triggers/triggers.module.js';
import { DocsController } from './docs.controller.js';
import { LlmsController } from './llms.controller.js';
import { OpenApiDocument } from './openapi-document.js';
import { OpenApiController } from './openapi.controller.js';

/** The OpenAPI document and the pages made from it. */
@Module({
  imports: [ActionsModule, TriggersModule],
  controllers: [OpenApiController, DocsController, LlmsController],
  providers: [OpenApiDocument],
})
export class OpenApiModule {}
