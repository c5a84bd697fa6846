import { afterEach, describe, expect, it } from '@jest/globals';
import { TracedScene } from './traced-scene.ts';

/** Says on standard error which packages of OpenTelemetry are loaded. */
const TELLS = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ load: (url, context, next) => {
    const name = /@opentelemetry\\/([a-z-]+)/.exec(url)?.[1];
    if (name) process.stderr.write('loaded ' + name + '\\n');
    return next(url, context);
  } });`)}`;

const SDK = ['sdk-node', 'sdk-trace', 'instrumentation-http', 'instrumentation-pg', 'instrumentation-undici'];

let scene: TracedScene;
afterEach(() => scene.strike());

function loaded(): Set<string> {
  return new Set([...scene.process.stderr().matchAll(/^loaded (\S+)$/gm)].map(([, name = '']) => name));
}

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

async function request(): Promise<Record<string, unknown>[]> {
  await scene.send('GET', '/v1/regions', { headers: { traceparent, 'x-request-id': 'looked-at' } });
  return scene.logsOf('looked-at');
}

describe('without an endpoint', () => {
  it('no SDK is loaded, and log lines name no trace', async () => {
    scene = await TracedScene.set({ OTEL_EXPORTER_OTLP_ENDPOINT: '' }, ['--import', TELLS]);
    const lines = await request();
    expect(lines.filter((line) => 'trace_id' in line)).toEqual([]);
    expect(SDK.filter((name) => loaded().has(name))).toEqual([]);
    // Figures are there without it.
    expect(loaded()).toContain('sdk-metrics');
    expect(scene.collector.texts).toEqual([]);
  });
});

describe('with one', () => {
  it('the SDK is loaded, so the look finds it', async () => {
    scene = await TracedScene.set({}, ['--import', TELLS]);
    const lines = await request();
    expect(lines.filter((line) => !('trace_id' in line))).toEqual([]);
    expect(SDK.filter((name) => !loaded().has(name))).toEqual([]);
  });

  it('a sampler of the operator is kept: nothing is sent of what it leaves out', async () => {
    scene = await TracedScene.set({ OTEL_TRACES_SAMPLER: 'always_off', OTEL_SERVICE_NAME: 'okta-eu' });
    await request();
    for (let looked = 0; looked < 300 && scene.collector.texts.length === 0; looked += 1) await request();
    expect(scene.collector.metricNames.size).toBeGreaterThan(0);
    expect(scene.collector.spans).toEqual([]);
  });
});
