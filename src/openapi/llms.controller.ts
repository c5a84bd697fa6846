import { Controller, Get, Header, Inject } from '@nestjs/common';
import { z } from 'zod';
import { ActionRegistry } from '../actions/registry.js';
import type { Config } from '../core/config.js';
import { CONFIG } from '../core/config.token.js';
import { Documented } from '../core/http/documented.decorator.js';
import { oktaOperations } from '../okta/operations/operation-facts.js';
import { Public } from '../tenancy/access.decorators.js';
import { TriggerRegistry } from '../triggers/trigger-registry.js';
import { llmsText } from './llms-text.js';

/** The entrance for language models. */
@Public()
@Controller('llms.txt')
export class LlmsController {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
    @Inject(ActionRegistry) private readonly actions: ActionRegistry,
    private readonly triggers: TriggerRegistry,
  ) {}

  @Get()
  @Header('Content-Type', 'text/plain; charset=utf-8')
  @Documented({
    summary: 'Read what this service is, as a language model reads it',
    description:
      'Markdown in the form of llmstxt.org: what the service does, how to use it, and where its documents are.',
    answer: z.string(),
    contentType: 'text/plain',
  })
  read(): string {
    const actions = this.actions.list().length;
    const triggers = this.triggers.list().length;
    return llmsText(this.config.publicUrl, { actions, triggers, operations: oktaOperations().operations.length });
  }
}
