import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../core/errors.js';
import type { TenantId } from '../core/tenant-id.js';
import { SecretBox } from '../tokens/secret-box.js';

/** What a cursor is bound to: it opens for nothing else. */
export interface CursorBinding {
  tenantId: TenantId;
  connectionId: string;
  actionId: string;
}

const SEALED = /^(\d{1,10})\.([A-Za-z0-9_-]{20,12000})$/;

/** Seals Okta's next link (path and query) into the opaque cursor that callers see. */
@Injectable()
export class PageCursor {
  constructor(private readonly box: SecretBox) {}

  async seal(binding: CursorBinding, target: string): Promise<string> {
    const { keyVersion, ciphertext } = await this.box.seal({ ...place(binding), plaintext: target });
    return `${keyVersion}.${ciphertext.toString('base64url')}`;
  }

  /** @throws ConnectorError `invalid_input` when it was altered, or belongs to another connection or action */
  async open(binding: CursorBinding, cursor: string): Promise<string> {
    const target = await this.tryOpen(binding, cursor);
    if (target === undefined) throw invalidCursor();
    return target;
  }

  /** What was sealed; undefined when it was altered, or belongs elsewhere. */
  async tryOpen(binding: CursorBinding, cursor: string): Promise<string | undefined> {
    const [, version, sealed] = SEALED.exec(cursor) ?? [];
    if (!version || !sealed) return undefined;
    const ciphertext = Buffer.from(sealed, 'base64url');
    return this.box.tryOpen({ ...place(binding), keyVersion: Number(version), ciphertext });
  }
}

function place({ tenantId, connectionId, actionId }: CursorBinding) {
  return { tenantId, connectionId, field: `cursor:${actionId}` };
}

function invalidCursor(): ConnectorError {
  return new ConnectorError(
    'invalid_input',
    'The cursor is not one that this action gave for this connection. Leave it out to begin anew.',
    {
      errors: [{ pointer: '/input/cursor', message: 'is not a cursor of this action and connection' }],
    },
  );
}
