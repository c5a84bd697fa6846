import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { SecretBox } from '../../tokens/secret-box.js';
import { TenantKeys } from '../../tokens/tenant-keys.service.js';
import type { ConnectSession } from './connect-session.js';
import { ConnectSessionRepository } from './connect-session.repository.js';

/** The fields of the pages that are secret. */
const SECRET_FIELDS = ['apiToken', 'clientSecret', 'privateKey'] as const;

const Secrets = z.partialRecord(z.enum(SECRET_FIELDS), z.string());

/** What the person entered and is secret, by field. */
export type Secrets = z.output<typeof Secrets>;

/** Keeps what the person entered, sealed, so that nothing has to be typed again after a failed try. */
@Injectable()
export class SessionSecrets {
  constructor(
    private readonly database: TenantDatabase,
    private readonly sessions: ConnectSessionRepository,
    private readonly keys: TenantKeys,
    private readonly box: SecretBox,
  ) {}

  async keep(session: ConnectSession, secrets: Secrets): Promise<void> {
    const { tenantId, id } = session;
    await this.database.transaction(tenantId, async () => {
      const plaintext = JSON.stringify(secrets);
      const sealed = this.box.sealWith(await this.keys.hold(tenantId), { ...placeOf(session), plaintext });
      await this.sessions.keepSecrets(tenantId, id, sealed);
    });
  }

  async read(session: ConnectSession): Promise<Secrets> {
    const { tenantId, id } = session;
    const stored = await this.database.transaction(tenantId, () => this.sessions.find(tenantId, id));
    if (!stored?.secrets) return {};
    return Secrets.parse(JSON.parse(await this.box.open({ ...placeOf(session), ...stored.secrets })));
  }

  async forget({ tenantId, id }: ConnectSession): Promise<void> {
    await this.database.transaction(tenantId, () => this.sessions.keepSecrets(tenantId, id, null));
  }
}

const placeOf = ({ tenantId, id }: ConnectSession) => ({
  tenantId,
  connectionId: id,
  field: 'connectSession:entered',
});
