import { expect, test } from '@jest/globals';
import { ConfigError, loadConfig, loadDatabaseConfig } from '../../../src/core/config.js';

const DATABASE = { DATABASE_URL: 'postgres://app@db/okta', DATABASE_MIGRATION_URL: 'postgres://owner@db/okta' };

const mistakesOf = (load: () => unknown): string[] => {
  try {
    load();
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.mistakes.map((mistake) => mistake.split(':')[0] ?? '') : ['?'];
  }
};

test('a migration needs the database alone, in production too', () => {
  expect(loadDatabaseConfig({ NODE_ENV: 'production', ...DATABASE, PORT: 'wrong', LOG_LEVEL: 'wrong' })).toEqual({
    production: true,
    dataDir: '.data',
    database: { url: DATABASE.DATABASE_URL, migrationUrl: DATABASE.DATABASE_MIGRATION_URL },
  });
});

test('which the service does not: it still lists all that is missing', () => {
  expect(mistakesOf(() => loadConfig({ NODE_ENV: 'production', ...DATABASE }))).toEqual([
    'ENCRYPTION_KEYS',
    'AUTH_ISSUER',
    'AUTH_AUDIENCE',
  ]);
});

test('one role can do both, and an empty variable counts as not set', () => {
  const { database } = loadDatabaseConfig({ DATABASE_URL: DATABASE.DATABASE_URL, DATABASE_MIGRATION_URL: '' });
  expect(database).toEqual({ url: DATABASE.DATABASE_URL, migrationUrl: DATABASE.DATABASE_URL });
});

test('wrong and missing values are listed at once, without them', () => {
  const load = () => loadDatabaseConfig({ NODE_ENV: 'production', DATABASE_MIGRATION_URL: 'canary' });
  expect(mistakesOf(load)).toEqual(['DATABASE_MIGRATION_URL', 'DATABASE_URL']);
  expect(load).toThrow(/is required in production/);
  expect(load).not.toThrow(/canary/);
});
