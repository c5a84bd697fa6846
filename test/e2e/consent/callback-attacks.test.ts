import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { OauthFlowRepository } from '../../../src/connections/consent/oauth-flow.repository.js';
import { TenantDatabase } from '../../../src/core/database/tenant-transaction.js';
import { ATTACKS, groundOf } from './callback-attacks.ts';
import { ConsentScene } from './consent-scene.ts';

const TRIES = 50;
const AT_ONCE = 10;
const CALLBACKS = 1_000;

let scene: ConsentScene;
const figures = { attacks: 0, connections: 0, asked: 0, asksOfOneState: 0, asksOfControl: 0 };

beforeAll(async () => {
  scene = await ConsentScene.set();
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => {
  await scene.strike();
  const { attacks, connections, asked, asksOfOneState, asksOfControl } = figures;
  process.stdout.write(
    `G12: ${attacks} attacks in ${Object.keys(ATTACKS).length} classes: ${connections} connections (below ${(300 / attacks).toFixed(2)} %), ` +
      `${asked} token requests where nothing matched; ${CALLBACKS} callbacks with one state: ${asksOfOneState} token request ` +
      `(control, found and then deleted: ${asksOfControl})\n`,
  );
});

/** Tries an attack, some at once. */
async function tryOften(attempt: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < TRIES) await attempt(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Connections that ever became active, whatever their status is now. */
const authorized = async () =>
  (await scene.sql(`SELECT DISTINCT connection_id FROM audit_event WHERE action = 'connection.authorized'`)).length;

describe('attacks on the callback: no connection becomes active', () => {
  test.each(Object.entries(ATTACKS))('%s', async (_, { kind, attempt }) => {
    const ground = await groundOf(scene);
    await scene.org.clearRequests();
    await tryOften((index) => attempt(ground, index));
    const asked = await scene.tokenRequests();
    figures.attacks += TRIES;
    figures.connections = await authorized();
    if (kind === 'nothing matches') figures.asked += asked;
    if (kind === 'nothing matches') expect(asked).toBe(0);
    else expect(asked).toBeGreaterThan(0);
    expect(figures.connections).toBe(0);
    await expect(scene.status(ground.victim.id)).resolves.toBe('pending');
    await expect(scene.status(ground.attacker.id)).resolves.toBe('pending');
  });

  test('there are at least twelve classes', () => {
    expect(Object.keys(ATTACKS).length).toBeGreaterThanOrEqual(12);
  });
});

describe('many callbacks with one state', () => {
  /** Sends all at once, in the browser that opened the link. @returns how many token requests Okta received */
  async function rush(callbacks: number): Promise<{ asked: number; connected: number; refused: number }> {
    const { url } = await scene.connect();
    const person = scene.person();
    const back = await scene.org.approve(await scene.open(person, url));
    await scene.org.clearRequests();
    const visits = await Promise.all(Array.from({ length: callbacks }, () => person.visit(back)));
    const pages = visits.map(({ html }) => html);
    return {
      asked: await scene.tokenRequests(),
      connected: pages.filter((html) => html.includes('<h1>Connected</h1>')).length,
      refused: pages.filter((html) => html.includes('This link does not work')).length,
    };
  }

  test('one token request, one connection', async () => {
    const rushed = await rush(CALLBACKS);
    figures.asksOfOneState = rushed.asked;
    expect(rushed).toEqual({ asked: 1, connected: 1, refused: CALLBACKS - 1 });
  });

  test('control: a flow that is found and then deleted asks more than once', async () => {
    const flows = scene.service.app.get(OauthFlowRepository);
    const database = scene.service.app.get(TenantDatabase);
    const found: (() => void)[] = [];
    jest.spyOn(flows, 'take').mockImplementation(async (tenant, { stateHash }) => {
      const flow = await flows.findByState(tenant, stateHash);
      // Two have found it before the first deletes it.
      await new Promise<void>((resolve) => {
        found.push(resolve);
        if (found.length >= 2) for (const go of found) go();
      });
      await database
        .manager()
        .query('DELETE FROM oauth_flow WHERE tenant_id = $1 AND state_hash = $2', [tenant, stateHash]);
      return flow;
    });
    figures.asksOfControl = (await rush(4)).asked;
    expect(figures.asksOfControl).toBeGreaterThan(1);
  });
});

describe('control: a flow that is taken by its state alone', () => {
  test("connects the attacker's consent in the victim's browser", async () => {
    const flows = scene.service.app.get(OauthFlowRepository);
    const database = scene.service.app.get(TenantDatabase);
    jest.spyOn(flows, 'take').mockImplementation(async (tenant, { stateHash }) => {
      const flow = await flows.findByState(tenant, stateHash);
      await database
        .manager()
        .query('DELETE FROM oauth_flow WHERE tenant_id = $1 AND state_hash = $2', [tenant, stateHash]);
      return flow;
    });
    const [attacker, victim] = [await scene.connect(), await scene.connect()];
    const back = await scene.org.approve(await scene.open(scene.person(), attacker.url));
    const person = scene.person();
    await scene.open(person, victim.url);
    expect((await person.visit(back)).html).toContain('<h1>Connected</h1>');
    await expect(scene.status(attacker.id)).resolves.toBe('active');
  });
});
