import { z } from 'zod';
import { ConnectorError } from '../../core/errors.js';
import type { OktaClient } from '../okta-client.js';
import type { Authorizer, HttpMethod, OktaAnswer, OktaOrg } from '../okta-request.js';
import { hookBody, RemoteHook, type HookContent } from './event-hook.js';

const PATH = '/api/v1/eventHooks';
const MAX_PAGES = 20;

/** An org, and the authority to manage its event hooks. */
export interface HookAuthority {
  org: OktaOrg;
  authorizer: Authorizer;
  signal?: AbortSignal | undefined;
}

type Lifecycle = 'activate' | 'deactivate' | 'verify';

/** The event hooks of an org (scope okta.eventHooks.manage). Rejects with the `ConnectorError`s of `OktaClient.send`. */
export class EventHookClient {
  constructor(
    private readonly okta: OktaClient,
    private readonly authority: HookAuthority,
  ) {}

  async list(): Promise<RemoteHook[]> {
    const hooks: RemoteHook[] = [];
    let target: string | undefined = PATH;
    for (let page = 0; target !== undefined && page < MAX_PAGES; page += 1) {
      const answer: OktaAnswer = await this.#send('GET', target);
      hooks.push(...parse(z.array(RemoteHook), answer));
      target = answer.next;
    }
    return hooks;
  }

  /** `outcome_unknown` where the answer was lost: look for the hook by its uri then. */
  async create(content: HookContent): Promise<RemoteHook> {
    return parse(RemoteHook, await this.#send('POST', PATH, content));
  }

  /** Replaces the whole hook. Okta wants it verified again where the channel changed, its secret among it. */
  async replace(id: string, content: HookContent): Promise<RemoteHook> {
    return parse(RemoteHook, await this.#send('PUT', pathOf(id), content));
  }

  /** `verify` makes Okta call the hook's uri, and succeeds when that answers as it should. */
  async lifecycle(id: string, step: Lifecycle): Promise<RemoteHook> {
    return parse(RemoteHook, await this.#send('POST', `${pathOf(id)}/lifecycle/${step}`));
  }

  /** Okta deletes inactive hooks alone. A hook that is gone is as good as deleted. */
  async remove(id: string): Promise<void> {
    try {
      await this.#send('POST', `${pathOf(id)}/lifecycle/deactivate`);
      await this.#send('DELETE', pathOf(id));
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.code !== 'okta_not_found') throw error;
    }
  }

  async #send(method: HttpMethod, target: string, content?: HookContent): Promise<OktaAnswer> {
    const { org, authorizer, signal } = this.authority;
    const idempotent = method !== 'POST' || target !== PATH;
    const body = content && { body: JSON.stringify(hookBody(content)) };
    const request = { method, target, idempotent, ...body };
    return this.okta.send(org, request, authorizer, { priority: 'bulk', ...(signal && { signal }) });
  }
}

const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`;

function parse<T>(schema: z.ZodType<T>, { json }: OktaAnswer): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new ConnectorError('okta_unavailable', 'Okta answered with an event hook that cannot be read.', {
    retryable: false,
    cause: parsed.error,
  });
}
