import { expect } from '@jest/globals';
import type { logs } from '../../../src/actions/catalog/logs.js';
import type { LogEventInput } from '../../okta-org/okta-org-process.ts';
import type { Page } from '../../support/service.js';
import type { Scenario } from './scenario.js';
import type { Scene } from './scene.js';

const OFFICE = '203.0.113.7';
const ELSEWHERE = '2001:db8::7';

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

/** Writes events into the System Log, the first one the oldest, an hour apart; gives their ids. */
async function wrote({ org }: Scene, events: Omit<LogEventInput, 'published'>[]): Promise<string[]> {
  const published = (place: number) => hoursAgo(events.length - place);
  const stored = await org.addLogEvents(events.map((event, place) => ({ ...event, published: published(place) })));
  return stored.map(({ uuid }) => uuid);
}

/** Sign-ins of two users from two places, of which one fails and one is denied, and a single sign-on. */
async function signIns(scene: Scene): Promise<Record<'first' | 'failed' | 'denied' | 'others', string>> {
  const { active, admin } = scene.seeded.users;
  const signIn = { eventType: 'user.session.start', userId: active, ipAddress: OFFICE };
  const [first = '', failed = '', denied = '', others = ''] = await wrote(scene, [
    signIn,
    { ...signIn, outcome: { result: 'FAILURE', reason: 'INVALID_CREDENTIALS' } },
    { ...signIn, ipAddress: ELSEWHERE, outcome: { result: 'DENY', reason: 'Policy' } },
    { ...signIn, userId: admin, outcome: { result: 'FAILURE', reason: 'LOCKED_OUT' } },
    { ...signIn, eventType: 'user.authentication.sso' },
  ]);
  return { first, failed, denied, others };
}

const uuidsOf = ({ items }: Page<{ uuid: string }>) => items.map(({ uuid }) => uuid);

type Events = Page<{ uuid: string }>;

/** Sign-ins that the seed does not have. */
const period = () => ({ until: hoursAgo(0.5) });

export const logScenarios = {
  'search-system-log': {
    does: 'finds by filter, keyword and time, and gives whole events, newest first',
    changed: false,
    async play(run, scene) {
      const { first, failed, denied, others } = await signIns(scene);
      const filter = 'eventType eq "user.session.start"';
      const asked = { filter, since: hoursAgo(4.5), until: hoursAgo(1.5), q: 'LOCKED_OUT' };
      const { items } = await run<Page<unknown>>(asked);
      expect(items).toMatchObject([{ uuid: others, outcome: { reason: 'LOCKED_OUT' }, client: { ipAddress: OFFICE } }]);
      expect(uuidsOf(await run<Events>({ filter, ...period(), sortOrder: 'ASCENDING' }))).toEqual([
        first,
        failed,
        denied,
        others,
      ]);
      expect(uuidsOf(await run<Events>({ filter, ...period() }))).toEqual([others, denied, failed, first]);
    },
  },

  'get-recent-logons-by-user': {
    does: 'gives sign-ins of one user, by id or login, failed ones included, and no single sign-ons',
    changed: false,
    async play(run, scene) {
      const { first, failed, denied } = await signIns(scene);
      const byLogin = await run<Events>({ userId: 'isaac.brock@example.com', ...period() });
      const byId = await run<Events>({ userId: scene.seeded.users.active, ...period() });
      expect(uuidsOf(byLogin)).toEqual([denied, failed, first]);
      expect(byId).toEqual(byLogin);
    },
  },

  'get-recent-logons-by-ip': {
    does: 'gives sign-ins of everybody from one address, of either family',
    changed: false,
    async play(run, scene) {
      const { first, failed, denied, others } = await signIns(scene);
      expect(uuidsOf(await run<Events>({ ipAddress: ELSEWHERE }))).toEqual([denied]);
      expect(uuidsOf(await run<Events>({ ipAddress: OFFICE, since: hoursAgo(24) }))).toEqual([others, failed, first]);
    },
  },

  'get-login-failures': {
    does: 'gives failed and denied sign-ins, of one user or from one address where asked',
    changed: false,
    async play(run, scene) {
      const { failed, denied, others } = await signIns(scene);
      const userId = scene.seeded.users.active;
      expect(uuidsOf(await run<Events>({ userId, ipAddress: OFFICE }))).toEqual([failed]);
      expect(uuidsOf(await run<Events>({ userId }))).toEqual([denied, failed]);
      expect(uuidsOf(await run<Events>({}))).toEqual([others, denied, failed]);
    },
  },
} satisfies Record<keyof typeof logs, Scenario>;
