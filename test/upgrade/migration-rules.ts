import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Steps that a replica of the release before does not survive, each with the release that stopped using what they take
 * away. `Migration name: statement's beginning`.
 */
export const CONTRACT_STEPS: Record<string, string> = {};

interface Rule {
  breaks: (sql: string) => boolean;
  why: string;
}

const NAME = '(?:public\\.)?"?[a-z_]+"?';

/** Held against each statement, its comments and texts taken out. */
const RULES: Rule[] = [
  {
    breaks: (sql) => /\bDROP\s+(?!INDEX\b|NOT NULL\b|DEFAULT\b|CONSTRAINT\b|TRIGGER\b)/i.test(sql),
    why: 'takes away what the release before uses',
  },
  {
    breaks: (sql) => /\bRENAME\b/i.test(sql),
    why: 'renames what the release before uses; add the new name, copy, drop later',
  },
  { breaks: (sql) => /\bSET\s+NOT\s+NULL\b/i.test(sql), why: 'refuses rows that the release before writes' },
  {
    breaks: (sql) =>
      addsColumns(sql).some((column) => /\bNOT\s+NULL\b/i.test(column) && !/\b(DEFAULT|GENERATED)\b/i.test(column)),
    why: 'adds a column that the release before does not fill; give it a default',
  },
  {
    breaks: (sql) => /\bALTER\s+(COLUMN\s+)?\S+\s+(SET\s+DATA\s+)?TYPE\b/i.test(sql),
    why: 'changes a type under the release before',
  },
  {
    breaks: (sql) =>
      /^\s*ALTER\s+TABLE\b.*\bADD\s+(CONSTRAINT\s+\S+\s+)?(CHECK|UNIQUE|FOREIGN|EXCLUDE)\b/is.test(sql) &&
      !/\bNOT\s+VALID\b/i.test(sql),
    why: 'refuses rows that are there, or that the release before writes',
  },
  { breaks: (sql) => /^\s*CREATE\s+UNIQUE\s+INDEX\b/i.test(sql), why: 'refuses rows that the release before writes' },
  { breaks: (sql) => /\bTRUNCATE\b/i.test(sql), why: 'deletes rows' },
];

function addsColumns(sql: string): string[] {
  if (!/^\s*ALTER\s+TABLE\b/i.test(sql)) return [];
  return sql.split(/\bADD\s+(?:COLUMN\s+)?(?!CONSTRAINT\b)/i).slice(1);
}

/** What migrations do that a replica of the release before does not survive, but for contract steps. Empty is good. */
export async function breaches(
  migrations: readonly (new () => MigrationInterface)[],
  contractSteps: Record<string, string> = CONTRACT_STEPS,
): Promise<string[]> {
  const found: string[] = [];
  for (const Migration of migrations) {
    const statements = await statementsOf(new Migration());
    const made = new Set(statements.flatMap(tablesMade));
    for (const sql of statements.filter((statement) => !about(statement, made))) {
      const bare = withoutTexts(sql);
      const rule = RULES.find(({ breaks }) => breaks(bare));
      const step = `${Migration.name}: ${bare.replaceAll(/\s+/g, ' ').trim()}`;
      const allowed = Object.keys(contractSteps).some((prefix) => step.startsWith(prefix));
      if (rule && !allowed) found.push(`${step.slice(0, 160)} (${rule.why})`);
    }
  }
  return found;
}

/** Runs `up` without a database: migrations say their SQL and nothing else. */
async function statementsOf(migration: MigrationInterface): Promise<string[]> {
  const statements: string[] = [];
  const listen = {
    query: async (sql: string) => {
      statements.push(...withoutBodies(sql).split(';'));
      return [];
    },
  };
  // The part of a query runner that migrations here use; anything else fails loudly.
  await migration.up(listen as unknown as QueryRunner);
  return statements;
}

/** What functions do when they are called is none of the schema. */
const withoutBodies = (sql: string): string => sql.replaceAll(/\$([a-z_]*)\$.*?\$\1\$/gs, "''");
const withoutTexts = (sql: string): string => sql.replaceAll(/--.*$/gm, '').replaceAll(/'(?:[^']|'')*'/g, "''");

function tablesMade(sql: string): string[] {
  const [, name] = new RegExp(`^\\s*CREATE\\s+TABLE\\s+(${NAME})`, 'i').exec(sql) ?? [];
  return name === undefined ? [] : [name];
}

/** Nobody uses a table yet that the same migration makes. */
function about(sql: string, tables: ReadonlySet<string>): boolean {
  const [, name] =
    new RegExp(
      `^\\s*(?:ALTER\\s+TABLE|CREATE\\s+UNIQUE\\s+INDEX\\s+\\S+\\s+ON|CREATE\\s+POLICY\\s+\\S+\\s+ON)\\s+(?:ONLY\\s+)?(${NAME})`,
      'i',
    ).exec(sql) ?? [];
  return name !== undefined && tables.has(name);
}
