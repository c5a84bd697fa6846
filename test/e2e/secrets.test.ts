import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunRecorder } from '../../src/actions/runs/run-recorder.js';
import { query } from '../support/postgres.js';
import { connectionTo, Stage } from '../support/service.js';

const PASSWORD = 'Canary-Password-7b1d';
const OLD_PASSWORD = 'Canary-Old-Password-55';
const ANSWER = 'canary recovery answer 90f3';

/** A secret as it could show up: as it is, and encoded. */
const spellings = (secret: string) => [
  secret,
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('base64url'),
  Buffer.from(secret).toString('hex'),
  encodeURIComponent(secret),
];

describe('planted secrets are found nowhere', () => {
  let stage: Stage;
  let token: string;
  let wrongToken: string;
  let bearer: string;
  const answers: string[] = [];
  beforeAll(async () => {
    stage = await Stage.set();
    token = (await stage.org.createToken({ role: 'super' })).token;
    wrongToken = `00wrong${token.slice(7)}`;
    bearer = await stage.service.token();
    await act();
    await stage.service.app.get(RunRecorder).flush();
  });
  afterAll(() => stage.strike());

  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await stage.service.send<{ id: string }>(method, path, {
      token: bearer,
      ...(body !== undefined && { body }),
    });
    answers.push(answer.text, JSON.stringify([...answer.headers]));
    return answer;
  };

  /** Every path on which a secret travels, the failing ones included. */
  async function act(): Promise<void> {
    const body = connectionTo(stage.org, 'Canary', { auth: { type: 'apiToken', apiToken: token } });
    const { id } = (await send('POST', '/v1/connections', body)).body;
    const wrong = { type: 'apiToken', apiToken: wrongToken };
    await send('POST', '/v1/connections', { ...body, name: 'Refused', auth: wrong });
    await send('POST', '/v1/connections', { ...body, auth: { ...body.auth, extra: token } });
    await send('POST', '/v1/connections', { ...body, name: 7 });
    await send('PATCH', `/v1/connections/${id}`, { auth: wrong });
    await send('PATCH', `/v1/connections/${id}`, { auth: { type: 'apiToken', apiToken: token } });
    await send('POST', `/v1/connections/${id}/test`);
    const runs = `/v1/connections/${id}/actions`;
    const credentials = { password: { value: PASSWORD }, recovery_question: { question: 'Which?', answer: ANSWER } };
    const profile = { login: 'canary@acme.example', email: 'canary@acme.example', firstName: 'C', lastName: 'C' };
    await send('POST', `${runs}/create-user`, { input: { profile, credentials } });
    await send('POST', `${runs}/create-user`, { input: { profile, credentials, nonsense: PASSWORD } });
    await send('POST', `${runs}/change-password`, {
      input: { userId: profile.login, oldPassword: { value: OLD_PASSWORD }, newPassword: { value: PASSWORD } },
    });
    await stage.org.faults.add({ method: 'POST', path: '^/api/v1/users', times: 1, kind: 'reset-after' });
    await send('POST', `${runs}/set-password`, {
      input: { userId: profile.login, credentials: { password: { value: PASSWORD } } },
    });
    await stage.org.faults.add({
      method: 'GET',
      path: '^/api/v1/users',
      kind: 'status',
      status: 401,
      body: `{"errorCode":"E0000011","errorSummary":"Invalid token provided","errorCauses":[]}`,
    });
    await send('POST', `${runs}/get-user`, { input: { userId: profile.login } });
    await stage.org.faults.clear();
    await send('GET', `/v1/connections/${id}`);
    await send('GET', '/v1/connections');
    await send('GET', '/v1/runs?limit=200');
    await send('GET', '/v1/audit?limit=200');
  }

  const secrets = () => ({
    token,
    wrongToken,
    PASSWORD,
    OLD_PASSWORD,
    ANSWER,
    bearerSignature: bearer.split('.')[2] ?? '',
  });

  const found = (text: string) =>
    Object.entries(secrets())
      .filter(([, secret]) => spellings(secret).some((spelling) => text.includes(spelling)))
      .map(([name]) => name);

  it('in the logs', () => {
    expect(stage.service.logs.length).toBeGreaterThan(10);
    expect(found(stage.service.logs.join(''))).toEqual([]);
  });

  it('in the answers', () => {
    expect(found(answers.join('\n'))).toEqual([]);
  });

  it('in the database', async () => {
    const tables = await query<{ name: string }>(
      stage.service.database.adminUrl,
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const rows = await Promise.all(
      tables.map(({ name }) =>
        query<{ row: string }>(stage.service.database.adminUrl, `SELECT t::text AS row FROM ${name} t`),
      ),
    );
    const dump = rows
      .flat()
      .map(({ row }) => row)
      .join('\n');
    expect(dump).toContain('canary@acme.example');
    expect(found(dump)).toEqual([]);
  });

  it('while the search itself finds a secret that lies open, in each spelling', () => {
    for (const spelling of spellings(PASSWORD)) expect(found(`before ${spelling} after`)).toEqual(['PASSWORD']);
  });
});
