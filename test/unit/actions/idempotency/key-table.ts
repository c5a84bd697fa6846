import { QueryFailedError } from 'typeorm';
import type {
  IdempotencyKeyRepository,
  KnownKey,
  SealedKey,
} from '../../../../src/actions/idempotency/idempotency-key.repository.js';
import type { Run } from '../../../../src/actions/runs/run.js';
import type { TenantId } from '../../../../src/core/tenant-id.js';
import type { SealedSecret } from '../../../../src/tokens/secret-box.js';
import { acme } from '../../fake-database.ts';

export const run = (id: string, changes: Partial<Run> = {}) =>
  ({ id, tenantId: acme, connectionId: 'con_1', ...changes }) as Run;

/** What Postgres says where the connection or the data key is gone. */
export const gone = () => new QueryFailedError('INSERT', [], Object.assign(new Error('no parent'), { code: '23503' }));

type Ended = [run: Run, key: SealedKey, answer: SealedSecret | undefined];

/** The rows of the keys: whoever is first has one. */
export class KeyTable {
  readonly rows = new Map<string, KnownKey>();
  readonly ended: Ended[] = [];
  /** Errors of the next claims. */
  readonly failures: unknown[] = [];
  claims = 0;

  asRepository(): IdempotencyKeyRepository {
    return this as unknown as IdempotencyKeyRepository;
  }

  async claim({ tenantId, connectionId, id }: Run, { keyHash, request }: SealedKey): Promise<boolean> {
    this.claims += 1;
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
    const place = placeOf(tenantId, connectionId, keyHash);
    if (this.rows.has(place)) return false;
    const { keyVersion, ciphertext } = request;
    const unanswered = { answerKeyVersion: null, answer: null, expired: false, alive: true };
    this.rows.set(place, { runId: id, keyVersion, request: ciphertext, ...unanswered });
    return true;
  }

  async finish(...ended: Ended): Promise<void> {
    this.ended.push(ended);
    const [{ tenantId, connectionId }, { keyHash }, answer] = ended;
    this.change(keyHash, { answerKeyVersion: answer?.keyVersion ?? null, answer: answer?.ciphertext ?? null });
    if (!answer) this.rows.delete(placeOf(tenantId, connectionId, keyHash));
  }

  async find(tenant: TenantId, connectionId: string, keyHash: Buffer): Promise<KnownKey | undefined> {
    return this.rows.get(placeOf(tenant, connectionId, keyHash));
  }

  async deleteIfExpired(tenant: TenantId, connectionId: string, keyHash: Buffer): Promise<void> {
    const place = placeOf(tenant, connectionId, keyHash);
    if (this.rows.get(place)?.expired) this.rows.delete(place);
  }

  /** Changes the row of a key of the connection behind everybody's back. */
  change(keyHash: Buffer, changes: Partial<KnownKey>): void {
    const place = placeOf(acme, 'con_1', keyHash);
    const row = this.rows.get(place);
    if (row) this.rows.set(place, { ...row, ...changes });
  }
}

const placeOf = (tenant: string, connectionId: string, keyHash: Buffer) =>
  `${tenant}/${connectionId}/${keyHash.toString('hex')}`;
