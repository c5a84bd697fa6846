import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, query, type TestDatabase } from '../support/postgres.js';
let db: TestDatabase;
beforeAll(async () => { const t=performance.now(); db = await createTestDatabase(); console.log(performance.now()-t);
 const t2=performance.now(); const d2 = await createTestDatabase(); console.log(performance.now()-t2); await d2.drop(); });
afterAll(async () => { await db.drop(); });
test('x', async () => { expect(await query(db.url, 'select 1 as a')).toEqual([{ a: 1 }]); 
 expect(await query(db.url, 'select * from connection')).toEqual([]);});
