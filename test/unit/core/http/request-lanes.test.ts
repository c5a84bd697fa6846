import { describe, expect, test } from '@jest/globals';
import { laneOf } from '../../../../src/core/http/request-lanes.js';

describe('the lane of a request', () => {
  const get = (url: string, accept?: string) => laneOf({ method: 'GET', url, headers: { accept } });
  const post = (url: string, accept?: string) => laneOf({ method: 'POST', url, headers: { accept } });

  test.each([
    ['/livez', 'probe'],
    ['/readyz?verbose', 'probe'],
    ['/livezz', 'ordinary'],
    ['/hooks/okta/ohk_1', 'hook'],
    ['/hooks/other', 'ordinary'],
    ['/oauth/callback?code=1&state=2', 'page'],
    ['/connect/abc', 'page'],
    ['/v1/runs/run_1?wait=20', 'wait'],
    ['/v1/subscriptions/sub_1/events?limit=5&wait=1', 'wait'],
    ['/v1/runs/run_1?wait=0', 'ordinary'],
    ['/v1/runs/run_1?await=20', 'ordinary'],
    ['/v1/runs/run_1', 'ordinary'],
    ['/nowhere', 'ordinary'],
  ])('GET %s: %s', (url, lane) => {
    expect(get(url)).toBe(lane);
  });

  test('streams wait, whoever asks for them', () => {
    expect(post('/v1/connections/con_1/actions/list-users', 'application/x-ndjson')).toBe('wait');
    expect(get('/v1/anything', 'text/event-stream')).toBe('wait');
  });

  test('a call that only could be answered by a stream is an ordinary one', () => {
    expect(post('/mcp', 'application/json, text/event-stream')).toBe('ordinary');
    expect(post('/v1/runs?wait=20')).toBe('ordinary');
  });

  test('nobody gets into the lane of probes or hooks by a query or a header', () => {
    expect(get('/v1/connections?x=/livez')).toBe('ordinary');
    expect(get('/v1/connections?x=/hooks/okta/1')).toBe('ordinary');
  });
});
