import 'reflect-metadata';
import { enableCompileCache } from 'node:module';

// Before the rest is loaded: a restart then spends a third less time on it.
enableCompileCache();
const { startService } = await import('./start-service.js');
await startService();
