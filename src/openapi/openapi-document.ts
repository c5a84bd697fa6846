import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ActionRegistry, type RegisteredAction } from '../actions/registry.js';
import type { Config } from '../core/config.js';
import { CONFIG } from '../core/config.token.js';
import { USER_AGENT } from '../okta/user-agent.js';
import { TriggerRegistry, type RegisteredTrigger } from '../triggers/trigger-registry.js';
import type { DocumentedAction } from './action-paths.js';
import type { DocumentedTrigger } from './trigger-webhooks.js';

/** A text and its strong ETag (RFC 9110, section 8.8.3). */
export interface TaggedText {
  text: string;
  etag: string;
}

/** The service's OpenAPI document; made when it is first asked for, because few processes ever are. */
@Injectable()
export class OpenApiDocument {
  #app: NestFastifyApplication | undefined;
  #document: Promise<TaggedText> | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(ActionRegistry) private readonly actions: ActionRegistry,
    private readonly triggers: TriggerRegistry,
  ) {}

  /** Names the application whose routes are described. */
  bind(app: NestFastifyApplication): void {
    this.#app = app;
  }

  read(): Promise<TaggedText> {
    this.#document ??= this.build().catch((error: unknown) => {
      this.#document = undefined;
      throw error;
    });
    return this.#document;
  }

  private async build(): Promise<TaggedText> {
    if (!this.#app) throw new Error('OpenApiDocument.bind(app) was not called');
    const version = USER_AGENT.slice(USER_AGENT.indexOf('/') + 1);
    const { buildDocument } = await import('./build-document.js');
    const actions = this.actions.list().map(documentedAction);
    const triggers = this.triggers.list().map(documentedTrigger);
    const document = buildDocument({ app: this.#app, publicUrl: this.config.publicUrl, version, actions, triggers });
    const text = JSON.stringify(document);
    return { text, etag: `"${createHash('sha256').update(text).digest('base64url')}"` };
  }
}

function documentedAction(action: RegisteredAction): DocumentedAction {
  const { id, family, definition, effect, requiredScopes, requiredRoles, routes, schemas } = action;
  const { title, description, paged, example } = definition;
  const { input: inputSchema, output: outputSchema } = schemas;
  const own = { id, family, title, description, effect, paged, requiredScopes, requiredRoles, routes };
  return { ...own, inputSchema, outputSchema, example };
}

function documentedTrigger({ id, definition, schemas }: RegisteredTrigger): DocumentedTrigger {
  const { title, description, requiredScopes, example } = definition;
  const { params: paramsSchema, payload: payloadSchema } = schemas;
  return { id, title, description, requiredScopes, example, paramsSchema, payloadSchema };
}
