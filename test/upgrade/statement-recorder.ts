import { Client } from 'pg';
import { record, type RecordedValue } from './recorded-value.ts';

export interface RecordedStatement {
  sql: string;
  values: RecordedValue[];
  /** Names of the columns that the release reads of the answer. */
  columns: string[];
}

/** Statements that were committed together; one alone for those outside transactions. */
export type RecordedTransaction = RecordedStatement[];

type Query = (this: Client, ...given: unknown[]) => unknown;

/** The tables of jobs are the library's; listening and settings are no reading and writing. */
const LEFT_OUT = /pgboss|^\s*(LISTEN|UNLISTEN|SELECT version|SHOW|SET |SELECT pg_notify|SELECT 1$)/i;

/** Listens to what clients of the role `user` send, in this process. */
export class StatementRecorder {
  readonly start = Date.now();
  readonly transactions: RecordedTransaction[] = [];
  readonly grants: string[] = [];
  readonly #open = new Map<Client, RecordedTransaction>();
  readonly #original = Reflect.get(Client.prototype, 'query') as Query;

  begin(): this {
    const hear = (client: Client, sql: unknown, values: unknown, answer: unknown) =>
      this.#hear(client, { sql, values, answer });
    const original = this.#original;
    Reflect.set(Client.prototype, 'query', function (this: Client, ...given: unknown[]): unknown {
      const [sql, values, callback] = given;
      if (typeof callback === 'function') {
        const told = (error: unknown, result: unknown) => {
          if (!error) hear(this, sql, values, result);
          Reflect.apply(callback, undefined, [error, result]);
        };
        return original.call(this, sql, values, told);
      }
      const answer = original.call(this, ...given);
      if (answer instanceof Object && 'then' in answer)
        void (answer as Promise<unknown>).then((result) => hear(this, sql, values, result)).catch(() => undefined);
      return answer;
    });
    return this;
  }

  end(): void {
    Reflect.set(Client.prototype, 'query', this.#original);
  }

  /** Every write, and each transaction that only reads once. */
  kept(): RecordedTransaction[] {
    const seen = new Set<string>();
    return this.transactions.filter((transaction) => {
      if (transaction.some(({ sql }) => /\b(INSERT|UPDATE|DELETE)\b/.test(sql) && !/FOR UPDATE/.test(sql))) return true;
      const shape = transaction.map(({ sql }) => sql).join(';');
      return !seen.has(shape) && Boolean(seen.add(shape));
    });
  }

  #hear(client: Client, { sql, values, answer }: { sql: unknown; values: unknown; answer: unknown }): void {
    if (typeof sql !== 'string') return;
    if (client.user !== 'okta_connector') {
      if (/^\s*(GRANT|REVOKE)\b/.test(sql) && !/ON DATABASE|pgboss/i.test(sql)) this.grants.push(sql);
      return;
    }
    if (/^\s*START TRANSACTION/.test(sql)) this.#open.set(client, []);
    else if (/^\s*ROLLBACK/.test(sql)) this.#open.delete(client);
    else if (/^\s*COMMIT/.test(sql)) this.#commit(client);
    else if (!LEFT_OUT.test(sql)) this.#add(client, statementOf(sql, { values, answer, start: this.start }));
  }

  #add(client: Client, statement: RecordedStatement): void {
    const open = this.#open.get(client);
    if (open) open.push(statement);
    else this.transactions.push([statement]);
  }

  #commit(client: Client): void {
    const done = this.#open.get(client);
    this.#open.delete(client);
    if (done && done.length > 1) this.transactions.push(done);
  }
}

function statementOf(
  sql: string,
  { values, answer, start }: { values: unknown; answer: unknown; start: number },
): RecordedStatement {
  const fields = (answer as { fields?: { name: string }[] }).fields ?? [];
  const parameters = Array.isArray(values) ? values.map((value) => record(value, start)) : [];
  return { sql, values: parameters, columns: fields.map(({ name }) => name) };
}
