import { Injectable } from '@nestjs/common';
import { noConnection } from '../../connections/no-connection.js';
import { ConnectorError } from '../../core/errors.js';
import { SecretBox } from '../../tokens/secret-box.js';
import { TenantKeys } from '../../tokens/tenant-keys.service.js';
import type { Run } from '../runs/run.js';
import { RunRecorder } from '../runs/run-recorder.js';
import { IdempotencyKeyRepository, isGone, type KnownKey, type SealedKey } from './idempotency-key.repository.js';
import type { RunFingerprint } from './run-fingerprint.js';
import type { RunReply } from './run-reply.js';

/** Where a key belongs. */
type KeyPlace = Pick<Run, 'tenantId' | 'connectionId'>;

/** A key that a run has; hand it back with the outcome. */
export interface ClaimedKey {
  fingerprint: RunFingerprint;
  sealed: SealedKey;
}

const MAX_CLAIMS = 5;
const LOOK_AGAIN_SECONDS = 2;

/**
 * Idempotency keys: the row of a key comes first, then the call, then the stored answer, for 24 hours. A key that was
 * claimed once is never given to a second run while it may have acted, whatever becomes of the process.
 */
@Injectable()
export class IdempotencyKeys {
  constructor(
    private readonly keys: IdempotencyKeyRepository,
    private readonly box: SecretBox,
    private readonly tenantKeys: TenantKeys,
    private readonly recorder: RunRecorder,
  ) {}

  /**
   * Gives the key to the run and records it as begun, or gives the stored reply of the run that had it before.
   * @throws ConnectorError `idempotency_key_reused`, `idempotency_in_progress`, `outcome_unknown`
   */
  async claim(run: Run, fingerprint: RunFingerprint): Promise<ClaimedKey | RunReply> {
    for (let count = 0; count < MAX_CLAIMS; count += 1) {
      const sealed = await this.#claim(run, fingerprint);
      if (sealed) return { fingerprint, sealed };
      const known = await this.keys.find(run.tenantId, run.connectionId, fingerprint.keyHash);
      if (known && !known.expired) return this.#judge(run, known, fingerprint);
      if (known) await this.keys.deleteIfExpired(run.tenantId, run.connectionId, fingerprint.keyHash);
    }
    throw inProgress();
  }

  /** The stored reply to the same request, if there is one. */
  async find(place: KeyPlace, fingerprint: RunFingerprint): Promise<RunReply | undefined> {
    const known = await this.keys.find(place.tenantId, place.connectionId, fingerprint.keyHash);
    const usable = known && !known.expired && (await this.#isSame(place, known, fingerprint));
    return usable ? this.#reply(place, known) : undefined;
  }

  /** Records the outcome with the reply to give again; `undefined` frees the key. Never rejects. */
  async finish(run: Run, { fingerprint, sealed }: ClaimedKey, reply: RunReply | undefined): Promise<void> {
    try {
      const text = reply && JSON.stringify(reply);
      const answer =
        text === undefined ? undefined : await this.box.seal({ ...answerPlace(run, run.id), plaintext: text });
      await this.keys.finish(run, { keyHash: fingerprint.keyHash, request: sealed.request }, answer);
    } catch {
      // The connection is gone, or the database is away: without its answer the key stays taken.
      await this.recorder.finish(run);
    }
  }

  async #claim(run: Run, fingerprint: RunFingerprint): Promise<SealedKey | undefined> {
    try {
      return await this.#claimOnce(run, fingerprint);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
    // The data key in this process's cache may have been destroyed with the tenant's last connection of then.
    this.tenantKeys.forget(run.tenantId);
    try {
      return await this.#claimOnce(run, fingerprint);
    } catch (error) {
      throw isGone(error) ? noConnection() : error;
    }
  }

  async #claimOnce(run: Run, { keyHash, request }: RunFingerprint): Promise<SealedKey | undefined> {
    const sealed = { keyHash, request: await this.box.seal({ ...requestPlace(run, run.id), plaintext: request }) };
    return (await this.keys.claim(run, sealed)) ? sealed : undefined;
  }

  async #judge(place: KeyPlace, known: KnownKey, fingerprint: RunFingerprint): Promise<RunReply> {
    if (!(await this.#isSame(place, known, fingerprint))) throw reused();
    const reply = await this.#reply(place, known);
    if (reply) return reply;
    throw known.alive ? inProgress() : leftBehind(known.runId);
  }

  async #isSame(place: KeyPlace, { runId, keyVersion, request }: KnownKey, { request: asked }: RunFingerprint) {
    return (await this.box.open({ ...requestPlace(place, runId), keyVersion, ciphertext: request })) === asked;
  }

  async #reply(place: KeyPlace, { runId, answerKeyVersion, answer }: KnownKey): Promise<RunReply | undefined> {
    if (answerKeyVersion === null || answer === null) return undefined;
    const sealed = { ...answerPlace(place, runId), keyVersion: answerKeyVersion, ciphertext: answer };
    return parseReply(await this.box.open(sealed));
  }
}

const requestPlace = ({ tenantId, connectionId }: KeyPlace, runId: string) => ({
  tenantId,
  connectionId,
  field: `idempotency:request:${runId}`,
});

const answerPlace = ({ tenantId, connectionId }: KeyPlace, runId: string) => ({
  tenantId,
  connectionId,
  field: `idempotency:answer:${runId}`,
});

/** Our own text, sealed: nobody else can have written it. */
function parseReply(text: string): RunReply {
  const reply: RunReply = JSON.parse(text);
  return reply;
}

function reused(): ConnectorError {
  const detail = 'The Idempotency-Key was used for another action or input on this connection in the last 24 hours.';
  return new ConnectorError('idempotency_key_reused', detail, {
    remedy: 'Give every run a key of its own, and repeat a key only with the very same body.',
  });
}

function inProgress(): ConnectorError {
  return new ConnectorError('idempotency_in_progress', 'A run with this Idempotency-Key has not ended yet.', {
    remedy: 'Send the same request again after retryAfterSeconds.',
    retryAfterSeconds: LOOK_AGAIN_SECONDS,
  });
}

function leftBehind(runId: string): ConnectorError {
  const detail = `The run ${runId} with this Idempotency-Key left no answer: Okta may have carried it out or not.`;
  return new ConnectorError('outcome_unknown', detail, {
    remedy: `Look in Okta (and at GET /v1/runs/${runId}) whether it happened before you send it again with another key.`,
  });
}
