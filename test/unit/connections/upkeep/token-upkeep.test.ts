import { describe, expect, it, jest } from '@jest/globals';
import type { TokenSources } from '../../../../src/connections/token-sources.js';
import { TokenUpkeep } from '../../../../src/connections/upkeep/token-upkeep.service.js';
import type { TokenSource } from '../../../../src/tokens/oauth/access-token.js';
import type { AccessTokens } from '../../../../src/tokens/oauth/access-tokens.service.js';
import type { DueTokens } from '../../../../src/tokens/oauth/due-tokens.repository.js';
import { tenantId } from '../../../support/database.js';

const acme = tenantId('acme');
const due = { tenantId: acme, id: 'con_1' };
const source = { tenantId: acme, connectionId: 'con_1' } as TokenSource;

function build(load: TokenSources['load']) {
  const postpone = jest.fn<DueTokens['postpone']>().mockResolvedValue(undefined);
  const upkeep = jest.fn<AccessTokens['upkeep']>(async (_, read) => ((await read()) ? 'refreshed' : 'unwanted'));
  const list = async () => [{ tenantId: acme, connectionId: 'con_1', reason: 'refresh' }];
  const tokens = new TokenUpkeep(
    { list, postpone } as unknown as DueTokens,
    { load } as TokenSources,
    { upkeep } as unknown as AccessTokens,
  );
  return { tokens, postpone, upkeep };
}

describe('the upkeep of a due token', () => {
  it('is asked for by tenant and connection', async () => {
    await expect(build(async () => source).tokens.listDue(10)).resolves.toEqual([due]);
  });

  it('refreshes it from its connection', async () => {
    const { tokens, upkeep, postpone } = build(async () => source);
    await tokens.keep(due);
    expect(upkeep).toHaveBeenCalledWith({ tenantId: acme, connectionId: 'con_1' }, expect.any(Function));
    await expect(upkeep.mock.results[0]?.value).resolves.toBe('refreshed');
    expect(postpone).not.toHaveBeenCalled();
  });

  it('leaves it alone for a while when the connection needs none, so that it does not fill the list', async () => {
    const { tokens, postpone } = build(async () => undefined);
    await tokens.keep(due);
    expect(postpone).toHaveBeenCalledWith(acme, 'con_1', 300);
  });

  it('leaves it alone for a while when the connection cannot be read', async () => {
    const { tokens, postpone } = build(async () => Promise.reject(new Error('broken')));
    await expect(tokens.keep(due)).rejects.toThrow('broken');
    expect(postpone.mock.calls).toEqual([[acme, 'con_1', 60]]);
  });
});
