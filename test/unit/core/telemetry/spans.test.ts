import { describe, expect, it } from '@jest/globals';
import { inSpan, traceFields, traceparent } from '../../../../src/core/telemetry/spans.js';

describe('a span, where nothing is exported', () => {
  it('gives what its work gives', async () => {
    await expect(inSpan({ name: 'work' }, () => Promise.resolve(42))).resolves.toBe(42);
  });

  it('rejects with what its work rejects with', async () => {
    const error = new Error('no');
    await expect(inSpan({ name: 'work' }, () => Promise.reject(error))).rejects.toBe(error);
  });

  it('is in no log line and in no request, even where the work goes on with a trace', async () => {
    const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const seen = await inSpan({ name: 'work', parent }, () => Promise.resolve([traceparent(), traceFields()]));
    expect(seen).toEqual([undefined, {}]);
  });
});
