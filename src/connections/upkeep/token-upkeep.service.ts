import { Injectable } from '@nestjs/common';
import { AccessTokens } from '../../tokens/oauth/access-tokens.service.js';
import { DueTokens } from '../../tokens/oauth/due-tokens.repository.js';
import { TokenSources } from '../token-sources.js';
import type { DueItem } from './leased-rows.repository.js';

/** Refreshes tokens before anybody asks for them, and takes up what a dead process left undone. */
@Injectable()
export class TokenUpkeep {
  constructor(
    private readonly due: DueTokens,
    private readonly sources: TokenSources,
    private readonly tokens: AccessTokens,
  ) {}

  async listDue(limit: number): Promise<DueItem[]> {
    const found = await this.due.list(limit);
    return found.map(({ tenantId, connectionId }) => ({ tenantId, id: connectionId }));
  }

  /** @throws what made it impossible to ask for a token; the connection is left alone for a while then */
  async keep({ tenantId, id }: DueItem): Promise<void> {
    let broken: { error: unknown } | undefined;
    const load = () =>
      this.sources.load(tenantId, id).catch((error: unknown) => {
        broken = { error };
        return undefined;
      });
    const result = await this.tokens.upkeep({ tenantId, connectionId: id }, load);
    if (result === 'unwanted') await this.due.postpone(tenantId, id, broken ? BROKEN_SECONDS : UNWANTED_SECONDS);
    if (broken) throw broken.error;
  }
}

/** A disabled connection keeps its tokens and needs no new ones; those that stay on the list would fill it. */
const UNWANTED_SECONDS = 300;
const BROKEN_SECONDS = 60;
