import { describe, expect, it } from '@jest/globals';
import { mapSourceUsers } from '../../../../src/actions/catalog/map-source-users.js';

const schema = {
  definitions: {
    base: { properties: { userName: {}, email: {}, nickName: {} }, required: ['userName'] },
    custom: { properties: { badge: {}, constructor: {} } },
  },
};

const mapped = (
  record: Record<string, string | number | boolean | null | object>,
  mapping?: Record<string, string>,
) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- records hold whatever the source has
  const users = [record] as never;
  return mapSourceUsers(schema, { appId: '0oa', externalIdKey: 'no', users, ...(mapping && { mapping }) });
};

describe('mapping records of a source', () => {
  it('makes text of numbers and booleans, keeps null, and leaves out lists and objects', () => {
    const record = { no: 7, userName: 'ada', email: null, nickName: ['A'], badge: false };
    expect(mapped(record).profiles).toEqual([
      { externalId: '7', profile: { userName: 'ada', email: null, badge: 'false' } },
    ]);
  });

  it('takes the external id as an attribute, too, where the schema has its name', () => {
    const users = [{ badge: 'A-1', userName: 'ada' }];
    expect(mapSourceUsers(schema, { appId: '0oa', externalIdKey: 'badge', users })).toMatchObject({
      profiles: [{ externalId: 'A-1', profile: { badge: 'A-1' } }],
      ignoredAttributes: [],
    });
  });

  it('follows the mapping in the place of the name', () => {
    const { profiles, ignoredAttributes } = mapped(
      { no: '1', userName: 'x', mail: 'a@b.example' },
      { userName: 'mail' },
    );
    expect(profiles).toEqual([{ externalId: '1', profile: { userName: 'a@b.example' } }]);
    expect(ignoredAttributes).toEqual(['userName']);
  });

  it('takes nothing from the prototype of a record', () => {
    expect(mapped({ no: '1', userName: 'ada' }).profiles[0]?.profile).toEqual({ userName: 'ada' });
  });

  it.each([
    ['no external id', { userName: 'ada' }, null],
    ['an empty external id', { no: '', userName: 'ada' }, null],
    ['an external id that is an object', { no: { id: 1 }, userName: 'ada' }, null],
    ['an external id that is too long', { no: 'x'.repeat(513), userName: 'ada' }, 'x'.repeat(513)],
    ['no required attribute', { no: '1' }, '1'],
    ['an empty required attribute', { no: '1', userName: '' }, '1'],
    ['null as a required attribute', { no: '1', userName: null }, '1'],
  ])('rejects a record with %s, and says why', (_, record, externalId) => {
    expect(mapped(record)).toMatchObject({
      profiles: [],
      rejected: [{ index: 0, externalId, reasons: [expect.any(String)] }],
    });
  });

  it('takes a schema without any attributes', () => {
    expect(mapSourceUsers({}, { appId: '0oa', externalIdKey: 'no', users: [{ no: '1' }] })).toEqual({
      profiles: [{ externalId: '1', profile: {} }],
      ignoredAttributes: [],
      rejected: [],
    });
  });
});
