import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { compose, defineAction, type DirectAction } from '../../../src/actions/define-action.js';
import { ActionRegistry, RegisteredAction } from '../../../src/actions/registry.js';

const part = (changes: Partial<DirectAction>): DirectAction => ({
  ...defineAction({
    title: 'A',
    description: 'A part',
    route: 'GET /api/v1/users',
    scopes: ['okta.users.read'],
    roles: ['READ_ONLY_ADMIN', 'SUPER_ADMIN'],
    effect: 'read',
    input: z.strictObject({}),
    output: z.null(),
    example: { input: {}, response: null },
  }),
  ...changes,
});

const composite = (...uses: DirectAction[]) =>
  new RegisteredAction(
    'c',
    'tests',
    compose({
      title: 'C',
      description: 'A composite',
      uses,
      input: z.strictObject({}),
      output: z.null(),
      run: async () => null,
      example: { input: {}, response: null },
    }),
  );

describe('what follows from a definition', () => {
  it("a composite's effect is the gravest of its parts", () => {
    expect(composite(part({}), part({ effect: 'write' })).effect).toBe('write');
    expect(composite(part({ effect: 'destructive' }), part({ effect: 'write' })).effect).toBe('destructive');
  });

  it('a manage scope stands for its read scope', () => {
    const { requiredScopes } = composite(
      part({}),
      part({ scopes: ['okta.users.manage'] }),
      part({ scopes: ['okta.groups.read'] }),
    );
    expect(requiredScopes).toEqual(['okta.groups.read', 'okta.users.manage']);
  });

  it('the roles are those that suffice for every part', () => {
    expect(composite(part({}), part({ roles: ['SUPER_ADMIN', 'ORG_ADMIN'] })).requiredRoles).toEqual(['SUPER_ADMIN']);
  });

  it('it is idempotent and open to API tokens only if every part is', () => {
    const { idempotent, oauthOnly } = composite(part({}), part({ idempotent: false, oauthOnly: true }));
    expect({ idempotent, oauthOnly }).toEqual({ idempotent: false, oauthOnly: true });
  });

  it('each route is named once', () => {
    expect(composite(part({}), part({})).routes).toEqual(['GET /api/v1/users']);
  });

  it('the schemas are JSON Schema 2020-12', () => {
    const { input } = new ActionRegistry().find('get-user')?.schemas ?? {};
    expect(input).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      required: ['userId'],
      additionalProperties: false,
    });
  });

  it.each(['__proto__', 'constructor', 'toString', ''])('%j is no action', (id) => {
    expect(new ActionRegistry().find(id)).toBeUndefined();
  });
});
