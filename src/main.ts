import 'reflect-metadata';
import { enableCompileCache } from 'node:module';

// Before the rest is loaded: a restart then spends a third less time on it.
enableCompileCache();
const [{ telemetryExport }, { startTelemetry }] = await Promise.all([
  import('./core/config.js'),
  import('./core/telemetry/start-telemetry.js'),
]);
// Before what it looks into is loaded.
await startTelemetry(telemetryExport());
const { startService } = await import('./start-service.js');
await startService();
