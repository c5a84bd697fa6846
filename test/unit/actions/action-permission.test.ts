import { describe, expect, it } from '@jest/globals';
import { assertPermitted } from '../../../src/actions/action-permission.js';
import { ActionRegistry, type RegisteredAction } from '../../../src/actions/registry.js';
import { ConnectorError } from '../../../src/core/errors.js';

const registry = new ActionRegistry();
const action = (id: string): RegisteredAction => {
  const found = registry.find(id);
  if (!found) throw new Error(`There is no action ${id}`);
  return found;
};

const refusal = (id: string, permissions: { readOnly?: boolean; scopes?: string[] }) => {
  const { readOnly = false, scopes } = permissions;
  try {
    assertPermitted(action(id), { readOnly, grantedScopes: scopes && new Set(scopes) });
    return 'permitted';
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    expect(error.details.remedy).toEqual(expect.any(String));
    return [error.code, ...(error.details.missingScopes ?? [])];
  }
};

describe('what a connection may do', () => {
  it.each([
    ['a read on a read-only connection', 'get-user', { readOnly: true }, 'permitted'],
    ['a write on a read-only connection', 'suspend-user', { readOnly: true }, ['read_only_connection']],
    ['a destructive action on a read-only connection', 'delete-user', { readOnly: true }, ['read_only_connection']],
    ['a read with its scope', 'get-user', { scopes: ['okta.users.read'] }, 'permitted'],
    ['a read with the manage scope, which includes it', 'get-user', { scopes: ['okta.users.manage'] }, 'permitted'],
    [
      'a write with the read scope alone',
      'suspend-user',
      { scopes: ['okta.users.read'] },
      ['insufficient_scope', 'okta.users.manage'],
    ],
    ['anything without a scope', 'list-groups', { scopes: [] }, ['insufficient_scope', 'okta.groups.read']],
    [
      'a call that Okta takes from OAuth clients alone, with an API token',
      'set-linked-object',
      {},
      ['insufficient_scope', 'okta.users.manage'],
    ],
    ['the same with a scope', 'set-linked-object', { scopes: ['okta.users.manage'] }, 'permitted'],
    ['any other with an API token, which has no scopes', 'suspend-user', {}, 'permitted'],
  ])('%s', (_, id, permissions, expected) => {
    expect(refusal(id, permissions)).toEqual(expected);
  });
});
