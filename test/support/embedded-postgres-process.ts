import { startEmbeddedPostgres } from '../../src/core/database/embedded-postgres.js';

// A process that runs the embedded Postgres in the folder of its argument until somebody ends it.
const { url } = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', whenRunning: 'refuse' });
process.stdout.write(`${url}\n`);
setInterval(() => undefined, 60_000);
