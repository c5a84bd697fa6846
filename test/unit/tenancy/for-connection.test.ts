import { expect, test } from '@jest/globals';
import { assertForConnection } from '../../../src/tenancy/for-connection.js';

const details = expect.objectContaining({ remedy: expect.stringContaining('okta_connection_id') });
const forbidden = expect.objectContaining({ code: 'forbidden', details });

test.each([{ connectionId: 'con_1' }, { connectionId: 'con_2' }, { id: 'sub_1' }, {}, undefined])(
  'a token for the whole tenant may go to %j',
  (parameters) => {
    expect(() => assertForConnection({ connectionId: undefined }, parameters)).not.toThrow();
  },
);

test('a token for one connection may go to its own', () => {
  expect(() => assertForConnection({ connectionId: 'con_1' }, { connectionId: 'con_1', actionId: 'x' })).not.toThrow();
});

test.each([{ connectionId: 'con_2' }, { connectionId: ['con_1'] }, { id: 'con_1' }, {}, undefined, null])(
  'a token for one connection may not go to %j',
  (parameters) => {
    expect(() => assertForConnection({ connectionId: 'con_1' }, parameters)).toThrow(forbidden);
  },
);
