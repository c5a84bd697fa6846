import { describe, expect, it } from '@jest/globals';
import { fc } from '../../../support/fast-check.js';
import { users } from '../../../../src/actions/catalog/users.js';
import { exampleUser } from '../../../../src/okta/schemas/user.js';
import { runComposite } from './run-composite.ts';

const exportCsv = users['export-users-csv'];

async function cellOf(value: unknown): Promise<string> {
  const items = [{ ...exampleUser, profile: { custom: value } }];
  const stubs = { 'GET /api/v1/users': () => ({ items, nextCursor: null }) };
  const { output } = await runComposite(exportCsv, { columns: ['custom'], cursor: 'second page' }, stubs);
  return output.items[0] ?? '';
}

/** A record of RFC 4180 with one cell, read as a spreadsheet would. */
function readCell(record: string): string {
  return record.startsWith('"') ? record.slice(1, -1).replaceAll('""', '"') : record;
}

describe('export-users-csv', () => {
  it('begins with the header and gives one record for each user', async () => {
    const stubs = { 'GET /api/v1/users': () => ({ items: [exampleUser], nextCursor: 'next' }) };
    const { output } = await runComposite(exportCsv, { columns: ['login', 'status', 'noSuchAttribute'] }, stubs);
    expect(output).toEqual({ items: ['login,status,noSuchAttribute', 'ada@example.com,ACTIVE,'], nextCursor: 'next' });
  });

  it('has the header on the first page only and hands query, limit and cursor on', async () => {
    const stubs = { 'GET /api/v1/users': () => ({ items: [exampleUser], nextCursor: null }) };
    const input = { columns: ['id'], search: 'status eq "ACTIVE"', limit: 50, cursor: 'next' };
    const { output, sent } = await runComposite(exportCsv, input, stubs);
    expect(output.items).toEqual([exampleUser.id]);
    expect(sent[0]?.input).toEqual({ search: 'status eq "ACTIVE"', limit: 50, cursor: 'next' });
  });

  it('has columns of its own choice where none are given', async () => {
    const { output } = await runComposite(
      exportCsv,
      {},
      { 'GET /api/v1/users': () => ({ items: [], nextCursor: null }) },
    );
    expect(output.items).toEqual(['id,status,login,email,firstName,lastName,created,lastLogin']);
  });

  it.each(['constructor', '__proto__', 'toString'])('reads no inherited property %s', async (column) => {
    const stubs = { 'GET /api/v1/users': () => ({ items: [exampleUser], nextCursor: null }) };
    const { output } = await runComposite(exportCsv, { columns: [column], cursor: 'x' }, stubs);
    expect(output.items).toEqual(['']);
  });

  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+1 555 0100', "'+1 555 0100"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['＝1+1', "'＝1+1"],
    ['plain', 'plain'],
    ['a "b", c', '"a ""b"", c"'],
    ['two\nlines', '"two\nlines"'],
    [-5, '-5'],
    [true, 'true'],
    [null, ''],
    [undefined, ''],
    [['a', 'b'], '"a;b"'],
    [['=1'], "'=1"],
  ])('writes %j as %s', async (value, expected) => {
    expect(await cellOf(value)).toBe(expected);
  });

  it('never begins a text cell as a formula, and loses nothing', async () => {
    const hostile = fc.tuple(
      fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', '"', "'"),
      fc.string({ unit: 'grapheme' }),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async ([start, rest]) => {
        const text = start + rest;
        const cell = readCell(await cellOf(text));
        expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
        expect(cell === text || cell === `'${text}`).toBe(true);
      }),
    );
  });

  it('keeps one record one record: a line end or comma inside a value is quoted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        const record = await cellOf(text);
        if (/[,\r\n"]/.test(text)) expect(record).toMatch(/^"(?:[^"]|"")*"$/s);
        else expect(record).not.toMatch(/[,\r\n]/);
      }),
    );
  });
});
