import { Logger } from '@nestjs/common';
import type { TenantDatabase } from '../../src/core/database/tenant-transaction.js';
import { parseTenantId, type TenantId } from '../../src/core/tenant-id.js';

const tenant = (name: string): TenantId => {
  const id = parseTenantId(name);
  if (!id) throw new Error(`"${name}" is no tenant id`);
  return id;
};

export const acme = tenant('acme');
export const globex = tenant('globex');

/** Takes down the lines of the log. */
export function listenToLog(): { level: string; line: object }[] {
  const lines: { level: string; line: object }[] = [];
  const note = (level: string) => (line: object) => void lines.push({ level, line });
  Logger.overrideLogger({ log: note('log'), warn: note('warn'), error: note('error') });
  return lines;
}

/** A database that knows of transactions: which tenant's is open, and whether they fail. */
export class FakeDatabase {
  /** The tenants of the transactions that are open. */
  readonly open: TenantId[] = [];
  /** Errors of the next transactions. */
  readonly failures: (Error | undefined)[] = [];

  asDatabase(): TenantDatabase {
    return this as unknown as TenantDatabase;
  }

  inTransaction(): boolean {
    return this.open.length > 0;
  }

  async transaction<T>(tenantId: TenantId, work: () => Promise<T>): Promise<T> {
    const failure = this.failures.shift();
    if (failure) throw failure;
    this.open.push(tenantId);
    try {
      return await work();
    } finally {
      this.open.pop();
    }
  }
}
