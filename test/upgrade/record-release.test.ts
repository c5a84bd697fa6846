import { writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { grantApplicationRole } from '../../src/core/database/application-role.js';
import { ALL_MIGRATIONS } from '../../src/core/database/migrations/all-migrations.js';
import { withOwner } from '../../src/core/database/schema-migration.js';
import { createTestDatabase } from '../support/postgres.js';
import { StatementRecorder } from './statement-recorder.ts';

const release = process.env['RECORD_RELEASE'];

/** Run it when a release is made: `RECORD_RELEASE=0.2.0 npm test -- test/upgrade/record-release.test.ts`. */
(release === undefined ? test.skip : test)(
  'records what this release knows of the schema, and sends to it',
  async () => {
    const recorder = new StatementRecorder().begin();
    try {
      const database = await createTestDatabase();
      await withOwner(database.migrationUrl, (owner) => grantApplicationRole(owner, 'okta_connector', true));
      await database.drop();
      const { playRelease } = await import('./release-scenario.ts');
      await playRelease();
    } finally {
      recorder.end();
    }
    const transactions = recorder.kept();
    expect(transactions.length).toBeGreaterThan(50);
    const migrations = ALL_MIGRATIONS.map(({ name }) => name);
    write(`${release}.json`, JSON.stringify({ release, migrations, grants: recorder.grants }, null, 2));
    const lines = [{ recordedAt: recorder.start }, ...transactions].map((line) => JSON.stringify(line));
    write(`${release}-statements.jsonl`, lines.join('\n'));
  },
);

const write = (name: string, text: string) => writeFileSync(new URL(name, import.meta.url), `${text}\n`);
