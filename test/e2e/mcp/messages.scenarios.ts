import { describe, expect, it } from '@jest/globals';
import { LIST, type McpStage, problemIn } from './mcp-stage.ts';

const call = (params: object) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'get-user', ...params },
});

const TOO_LARGE = JSON.stringify(call({ arguments: { userId: 'x'.repeat(1_100_000) } }));

/** What the protocol itself refuses: the message, the status, the code of its error. */
const MISTAKES: [string, unknown, number, number][] = [
  ['that is no JSON-RPC', { hello: 'world' }, 400, -32_600],
  ['of a method that there is not', { jsonrpc: '2.0', id: 1, method: 'prompts/list' }, 200, -32_601],
  ['that asks for a tool without its name', { jsonrpc: '2.0', id: 1, method: 'tools/call', params: {} }, 200, -32_602],
  ['whose arguments are a list', call({ arguments: [] }), 200, -32_602],
  ['that is a batch', [LIST, LIST], 400, -32_600],
  ['that is text', '"tools/list"', 400, -32_600],
  ['that is null', 'null', 400, -32_600],
  ['that is empty', '', 400, -32_700],
  ...['__proto__', 'constructor', 'get-user; DROP TABLE run', '../users'].map(
    (name): [string, unknown, number, number] => [`that names the tool "${name}"`, call({ name }), 200, -32_602],
  ),
];

/** What is refused before the protocol sees it, as everywhere. */
const UNREADABLE: [string, string, number, string][] = [
  ['that is no JSON', '{', 400, 'malformed_request'],
  ['that is too deep', `${'['.repeat(101)}${']'.repeat(101)}`, 400, 'malformed_request'],
  ['that reaches for the prototype', '{"__proto__":{"a":1}}', 400, 'malformed_request'],
  ['that is too large', TOO_LARGE, 413, 'payload_too_large'],
];

/** Arguments that would like to be more than arguments. */
const HOSTILE = [
  { userId: '../../../api/v1/apps' },
  { userId: '' },
  { userId: '\u0000' },
  { userId: 'isaac.brock@example.com', connectionId: 'con_other' },
];

/** What comes of messages that are not as they should be. */
export function describeMessages(stageOf: () => McpStage): void {
  describe('a message', () => {
    it.each(MISTAKES)('%s is answered with an error of the protocol', async (_, message, status, code) => {
      const answer = await stageOf().post(message);
      expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
    });

    it.each(UNREADABLE)('%s is the same problem as everywhere', async (_, message, status, code) => {
      const answer = await stageOf().post(message);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    });

    it('in a revision that nobody speaks is refused', async () => {
      const headers = { 'mcp-protocol-version': '1999-01-01' };
      expect((await stageOf().post(LIST, { headers })).status).toBe(400);
    });

    it('that expects no answer gets none', async () => {
      const { status, text } = await stageOf().post({ jsonrpc: '2.0', method: 'notifications/initialized' });
      expect([status, text]).toEqual([202, '']);
    });

    it.each(HOSTILE)('with the arguments %j does not get out of its connection', async (args) => {
      const stage = stageOf();
      await stage.org.clearRequests();
      const client = await stage.client(stage.connectionId);
      const result = await client.callTool({ name: 'get-user', arguments: args });
      expect([result.isError, problemIn(result).code]).toEqual([true, 'invalid_input']);
      expect(await stage.org.requests()).toEqual([]);
    });
  });
}
