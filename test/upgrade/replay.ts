import { Client } from 'pg';
import { restore } from './recorded-value.ts';
import type { RecordedTransaction } from './statement-recorder.ts';

/** What a release sends to its database, as it was recorded. */
interface Recording {
  recordedAt: number;
  transactions: RecordedTransaction[];
}

/** One line of JSON says when it was made, each of the others is a transaction. */
export function parseRecording(lines: string): Recording {
  const [head, ...transactions] = lines
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  const { recordedAt } = head as Pick<Recording, 'recordedAt'>;
  return { recordedAt, transactions: transactions as RecordedTransaction[] };
}

interface ReplayOptions {
  /** Of the application's role. */
  url: string;
  /** In place of the tenant of the recording, so that a recording can be replayed beside itself. */
  tenant: string;
}

/** Sends everything again, in its order. @returns what the release would trip over; empty is good */
export async function replay(
  { recordedAt, transactions }: Recording,
  { url, tenant }: ReplayOptions,
): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const moved = { start: Date.now(), recordedAt };
  const breaches: string[] = [];
  try {
    for (const transaction of transactions) {
      const breach = await send(client, transaction, (value) => renamed(restore(value, moved), tenant));
      if (breach !== undefined) breaches.push(breach);
    }
  } finally {
    await client.end();
  }
  return [...new Set(breaches)];
}

type Restore = (value: RecordedTransaction[number]['values'][number]) => unknown;

async function send(client: Client, transaction: RecordedTransaction, value: Restore): Promise<string | undefined> {
  let sql = '';
  try {
    await client.query('BEGIN');
    for (const statement of transaction) {
      sql = statement.sql;
      const { fields } = await client.query(sql, statement.values.map(value));
      const present = new Set(fields.map(({ name }) => name));
      const missing = statement.columns.filter((column) => !present.has(column));
      if (missing.length > 0) throw new Error(`lacks the columns ${missing.join(', ')}`);
    }
    await client.query('COMMIT');
    return undefined;
  } catch (error) {
    await client.query('ROLLBACK');
    const message = error instanceof Object ? String(Reflect.get(error, 'message')) : 'failed';
    return `${message}: ${sql.replaceAll(/\s+/g, ' ').trim().slice(0, 100)}`;
  }
}

/** The tenant of every recording; also inside of JSON texts. */
const RECORDED_TENANT = 'acme';

function renamed(value: unknown, tenant: string): unknown {
  if (value === RECORDED_TENANT) return tenant;
  if (typeof value === 'string') return value.replaceAll(`"tenantId":"${RECORDED_TENANT}"`, `"tenantId":"${tenant}"`);
  return Array.isArray(value) ? value.map((one) => renamed(one, tenant)) : value;
}
