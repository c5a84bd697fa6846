import { spawn, spawnSync, type ChildProcess, type SpawnSyncOptions } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { argumentsOf, commandOf, pairsOf } from './dockerfile.ts';
import type { Rendered } from '../helm/chart.ts';
import { dockerfile, replay, REPOSITORY } from './replay.ts';

const REPLAY_TIMEOUT = 300_000;
const final = () => dockerfile().at(-1)!;
const readJson = (path: string): Rendered => JSON.parse(readFileSync(path, 'utf8'));

/** The image's files in a folder, which nobody can write; processes run as another user where we are root. */
describe('the image, replayed and run', () => {
  let folder: string;
  let app: string;
  let root: string;
  let writable: string;
  let database: TestDatabase;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'image-'));
    chmodSync(folder, 0o755);
    root = replay(folder);
    app = join(root, 'app');
    spawnSync('chmod', ['-R', 'a-w,a+rX', root]);
    writable = join(folder, 'tmp');
    mkdirSync(writable);
    chmodSync(writable, 0o777);
    database = await createTestDatabase();
  }, REPLAY_TIMEOUT);

  afterAll(async () => {
    spawnSync('chmod', ['-R', 'u+w', folder]);
    rmSync(folder, { recursive: true });
    await database.drop();
  });

  const account = process.getuid?.() === 0 ? { uid: 1000, gid: 1000 } : {};

  const environment = (more: Record<string, string> = {}) => ({
    ...pairsOf(argumentsOf(final(), 'ENV').join(' ')),
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    TMPDIR: writable,
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    AUTH_JWKS_URI: 'http://127.0.0.1:1/',
    AUTH_AUDIENCE: 'okta-connector',
    PORT: '0',
    METRICS_PORT: '0',
    ...more,
  });

  const options = (more?: Record<string, string>) => ({ cwd: app, env: environment(more), ...account });

  function runNode(args: string[], more?: Record<string, string>) {
    return spawnSync(process.execPath, args, { ...options(more), encoding: 'utf8' } satisfies SpawnSyncOptions);
  }

  test('holds what runs and what describes it, and no sources, tests or npm', () => {
    expect(readdirSync(app).toSorted()).toEqual(['LICENSE', 'dist', 'node_modules', 'package.json', 'sbom.cdx.json']);
    for (const path of ['usr/local/lib/node_modules', 'usr/local/bin/npm', 'opt/yarn-v1'])
      expect({ path, exists: existsSync(join(root, path)) }).toEqual({ path, exists: false });
    expect(existsSync(join(folder, 'build', 'usr/local/bin/npm'))).toBe(true);
  });

  test('holds no development dependency', () => {
    const { devDependencies } = readJson(join(REPOSITORY, 'package.json'));
    const { packages } = readJson(join(REPOSITORY, 'package-lock.json'));
    const development = Object.keys(packages).filter((path) => packages[path].dev && path.startsWith('node_modules/'));
    expect(development.length).toBeGreaterThan(Object.keys(devDependencies).length);
    expect(development.filter((path) => existsSync(join(app, path)))).toEqual([]);
  });

  test('its bill of materials (CycloneDX) lists every package in it and no other', () => {
    const bill = readJson(join(app, 'sbom.cdx.json'));
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { type: 'application' } } });
    const listed = new Set(
      bill.components.map(({ group, name, version }: Rendered) => `${group ? `${group}/` : ''}${name}@${version}`),
    );
    const { packages } = readJson(join(app, 'node_modules/.package-lock.json'));
    const installed = Object.keys(packages).map(
      (path) => `${path.split('node_modules/').at(-1)}@${packages[path].version}`,
    );
    expect(installed.length).toBeGreaterThan(50);
    expect(listed).toEqual(new Set(installed));
  });

  test('nothing in it can be written', () => {
    const attempt = runNode(['-e', "require('node:fs').writeFileSync('dist/main.js', '')"]);
    expect(attempt.stderr).toMatch(/EACCES|EROFS/);
  });

  test('admin commands run in it', () => {
    const { status, stdout, stderr } = runNode(['dist/cli.js', 'migrate', 'status'], {
      DATABASE_MIGRATION_URL: database.migrationUrl,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^applied /m);
  });

  describe('started', () => {
    let service: ChildProcess;
    let port: string;
    let output = '';

    beforeAll(async () => {
      const [, ...args] = commandOf(argumentsOf(final(), 'CMD')[0]!);
      service = spawn(process.execPath, args, { ...options(), stdio: ['ignore', 'pipe', 'pipe'] });
      port = await new Promise<string>((resolve, reject) => {
        const read = (chunk: Buffer) => {
          output += chunk.toString();
          const [, found] = /listening at http:\/\/[^:]+:(\d+)/.exec(output) ?? [];
          if (found) resolve(found);
        };
        service.stdout?.on('data', read);
        service.stderr?.on('data', read);
        service.once('exit', (code) => reject(new Error(`It ended with ${code}: ${output}`)));
      });
    });

    afterAll(() => void service.kill('SIGKILL'));

    const healthcheck = (more: Record<string, string>) => {
      const [, ...args] = commandOf(argumentsOf(final(), 'HEALTHCHECK')[0]!);
      return runNode(args, more).status;
    };

    test('it lives and is ready', async () => {
      expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
      expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    });

    test('HEALTHCHECK says so, and says otherwise where nobody listens', () => {
      expect(healthcheck({ PORT: port })).toBe(0);
      expect(healthcheck({ PORT: '1' })).toBe(1);
    });

    test('it ends at SIGTERM with 0', async () => {
      service.kill('SIGTERM');
      expect(await once(service, 'exit')).toEqual([0, null]);
    });
  });
});
