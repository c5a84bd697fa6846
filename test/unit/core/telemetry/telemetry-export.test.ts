import { describe, expect, it } from '@jest/globals';
import { telemetryExport } from '../../../../src/core/config.js';

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

describe('the export of telemetry', () => {
  it.each([
    ['is off without an endpoint', {}, [false, false]],
    ['is off with an empty endpoint', { OTEL_EXPORTER_OTLP_ENDPOINT: '' }, [false, false]],
    ['sends both to one endpoint', ENDPOINT, [true, true]],
    ['sends traces alone', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' }, [true, false]],
    ['sends metrics alone', { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://collector:4318/v1/metrics' }, [false, true]],
    ['can be switched off', { ...ENDPOINT, OTEL_SDK_DISABLED: 'true' }, [false, false]],
    ['leaves out what has no exporter', { ...ENDPOINT, OTEL_METRICS_EXPORTER: 'none' }, [true, false]],
  ])('%s', (_, env, expected) => {
    const { traces, metrics } = telemetryExport(env);
    expect([traces, metrics]).toEqual(expected);
  });

  it('names the service where the operator does not', () => {
    expect(telemetryExport(ENDPOINT).serviceName).toBe('okta-connector');
    expect(telemetryExport({ ...ENDPOINT, OTEL_SERVICE_NAME: 'okta-eu' }).serviceName).toBeUndefined();
    const attributes = { OTEL_RESOURCE_ATTRIBUTES: 'team=a,service.name=okta-eu' };
    expect(telemetryExport({ ...ENDPOINT, ...attributes }).serviceName).toBeUndefined();
  });
});
