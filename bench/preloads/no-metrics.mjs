// For `node --import`: the service counts nothing, to measure what counting costs.
import { createNoopMeter } from '@opentelemetry/api';
import { MeterProvider } from '@opentelemetry/sdk-metrics';

MeterProvider.prototype.getMeter = () => createNoopMeter();
