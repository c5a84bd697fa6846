import { z } from 'zod';
import { User } from '../../okta/schemas/user.js';
import { scimAny, scimEquals } from '../../okta/schemas/scim.js';
import { addDays, dayNumber } from './calendar-days.js';
import { isRefusedQuestion, listRequest, pageRequest, readItems } from './okta-lists.js';
import { ageRules, PasswordPolicy, ruleFor, type AgeRule } from './password-policies.js';
import type { Finding, OktaPage, Search, SearchRequest, SearchStep } from './search.js';

const Memory = z.object({
  /** The last calendar day (its number) that is done. */
  through: z.number().optional(),
  /** Of a day that is half done: the page of users to go on with, and when the day was begun. */
  next: z.string().optional(),
  begunAt: z.string().optional(),
});

type Memory = z.output<typeof Memory>;

/** With a password that works now and will expire; suspended users cannot sign in, of others it has expired. */
const STATUSES = ['ACTIVE', 'RECOVERY', 'LOCKED_OUT'];
/** Users whose password lies in Okta. IMPORT: it was brought along as a hash. */
const PROVIDERS: ReadonlySet<string> = new Set(['OKTA', 'IMPORT']);
const PAGE = 200;
/** Look-ups of groups at once. */
const AT_ONCE = 4;
const CLOCKS_MS = 3_600_000;

/** What one run looks for. */
interface Outlook {
  rules: AgeRule[];
  timezone: string;
  days: readonly number[];
  /** Calendar days that were not looked at yet: after `through`, up to and with `today`. */
  through: number;
  today: number;
}

/**
 * Finds users whose password expires in so many calendar days. A user is told on the day that lies `days` before the end;
 * as each calendar day is looked at once, so is each user told once. All users are read page by page, and the groups of
 * those only whose password may be about to expire: nothing grows with the size of the org.
 */
export const searchExpiringPasswords: Search = async function* search(request) {
  const memory = Memory.safeParse(request.memory).data ?? {};
  const outlook = await outlookOf(request, memory);
  const { through, today } = outlook;
  const begunAt = memory.begunAt ?? request.now.toISOString();
  const toldSince = new Date(Date.parse(begunAt) - CLOCKS_MS);
  const nobody = through >= today || outlook.rules.every(({ maxAgeDays }) => maxAgeDays === 0);
  for (
    let page = nobody ? NO_PAGE : await begin(request, memory);
    ;
    page = await request.read(pageRequest(page.next))
  ) {
    const findings = await findingsOf(request, outlook, page.items);
    if (page.next === undefined) return yield lastStep(findings, { toldSince, through: Math.max(through, today) });
    yield { findings, done: false, toldSince, memory: { ...memory, through, begunAt, next: page.next } };
  }
};

const NO_PAGE: OktaPage = { items: [], next: undefined };

function lastStep(findings: Finding[], { toldSince, through }: { toldSince: Date; through: number }): SearchStep {
  return { findings, done: true, toldSince, memory: { through } satisfies Memory };
}

/** The first run looks at its own day alone. */
async function outlookOf(request: SearchRequest, { through }: Memory): Promise<Outlook> {
  const { window, schedule, params, read } = request;
  const { timezone } = schedule;
  const { days } = z.looseObject({ days: z.array(z.int()) }).parse(params);
  const today = dayNumber(window.until, timezone);
  const policies: unknown[] = [];
  for (let page = await read(POLICIES); ; page = await read(pageRequest(page.next))) {
    policies.push(...page.items);
    if (page.next === undefined) break;
  }
  const rules = ageRules(readItems(PasswordPolicy, policies));
  return { rules, timezone, days, through: through ?? today - 1, today };
}

const POLICIES = listRequest('GET /api/v1/policies', { query: { type: 'PASSWORD', status: 'ACTIVE' } });

const USERS = listRequest('GET /api/v1/users', {
  query: { search: scimAny(...STATUSES.map((status) => scimEquals('status', status))), limit: PAGE },
});

/** Goes on where the last step ended; from the start where Okta no longer knows that place: who was told is known. */
async function begin({ read }: SearchRequest, { next }: Memory): Promise<OktaPage> {
  if (next === undefined) return read(USERS);
  try {
    return await read(pageRequest(next));
  } catch (error) {
    if (!isRefusedQuestion(error)) throw error;
    return read(USERS);
  }
}

type UserRow = z.output<typeof User>;

async function findingsOf(request: SearchRequest, outlook: Outlook, items: readonly unknown[]): Promise<Finding[]> {
  const users = readItems(User, items).filter((user) => isConcerned(user, outlook));
  const findings: Finding[] = [];
  for (let start = 0; start < users.length; start += AT_ONCE) {
    const some = users.slice(start, start + AT_ONCE);
    const found = await Promise.all(
      some.map(async (user) => findingOf(user, outlook, await groupsOf(request, outlook, user))),
    );
    findings.push(...found.filter((finding) => finding !== undefined));
  }
  return findings;
}

/** Whether any rule would make it due; which one is for the user is asked only then. */
function isConcerned(user: UserRow, outlook: Outlook): boolean {
  return isKeptByOkta(user) && outlook.rules.some((rule) => dueUnder(rule, user, outlook) !== undefined);
}

const Credentials = z.looseObject({ provider: z.looseObject({ type: z.string() }).optional() }).optional();

function isKeptByOkta({ credentials }: UserRow): boolean {
  return PROVIDERS.has(Credentials.parse(credentials)?.provider?.type ?? 'OKTA');
}

interface Due {
  expiresAt: Date;
  daysLeft: number;
  lastDay: number;
}

/** The nearest of the days whose turn it is; undefined where it is none's, or the last day is over. */
function dueUnder({ maxAgeDays }: AgeRule, { passwordChanged }: UserRow, outlook: Outlook): Due | undefined {
  const changedAt = new Date(passwordChanged ?? Number.NaN);
  if (maxAgeDays === 0 || Number.isNaN(changedAt.getTime())) return undefined;
  const { timezone, days, through, today } = outlook;
  const expiresAt = addDays(changedAt, maxAgeDays);
  const lastDay = dayNumber(expiresAt, timezone);
  const turn = days.filter((left) => lastDay - left > through && lastDay - left <= today);
  return turn.length === 0 || lastDay < today ? undefined : { expiresAt, daysLeft: Math.min(...turn), lastDay };
}

/** Not asked for where one rule is for everybody. */
async function groupsOf({ read }: SearchRequest, { rules }: Outlook, { id }: UserRow): Promise<ReadonlySet<string>> {
  const groupIds = new Set<string>();
  if (rules[0]?.groups === undefined) return groupIds;
  const first = listRequest('GET /api/v1/users/{id}/groups', { path: { id } });
  for (let page = await read(first); ; page = await read(pageRequest(page.next))) {
    for (const group of readItems(Group, page.items)) groupIds.add(group.id);
    if (page.next === undefined) return groupIds;
  }
}

const Group = z.looseObject({ id: z.string() });

function findingOf(user: UserRow, outlook: Outlook, groupIds: ReadonlySet<string>): Finding | undefined {
  const rule = ruleFor(outlook.rules, groupIds);
  const due = rule && dueUnder(rule, user, outlook);
  if (!due) return undefined;
  const { daysLeft, lastDay, expiresAt } = due;
  const body = { user, daysLeft, expiresAt: expiresAt.toISOString(), policyId: rule.policyId };
  return { key: `${user.id}/${daysLeft}/${lastDay}`, body };
}
