import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { hashOfToken, isFlowToken, newFlowToken } from '../../connections/consent/flow-token.js';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { ConnectSession, StoredSession } from './connect-session.js';
import { ConnectSessionRepository } from './connect-session.repository.js';
import { formTokenOf, readSessionCookie, sessionCookie } from './session-cookie.js';

/** Why somebody is not let in. */
export type Refusal = 'unknown' | 'expired' | 'used' | 'otherBrowser';

/** What is known of the browser that asks. */
export interface Knock {
  method: string;
  cookie: string | undefined;
}

export interface Entered {
  kind: 'entered';
  session: ConnectSession;
  formToken: string;
}

/** The link was opened: the browser has the session from now on. */
interface Opened {
  kind: 'opened';
  session: ConnectSession;
  cookie: string;
  /** Where to, by the page that was asked for (`''`: the furthest one). */
  step: (asked: string) => string;
}

export type Entry = Entered | Opened | { kind: 'refused'; why: Refusal };

const SESSION_ID = /^cs_[0-9a-f]{32}$/;

const refused = (why: Refusal): Entry => ({ kind: 'refused', why });

/** Opens links, and knows the browsers that opened them. */
@Injectable()
export class SessionDoor {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
    private readonly database: TenantDatabase,
    private readonly sessions: ConnectSessionRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** @param key what stands in the address: the link's token, or the session's id, which is no secret */
  enter(key: string, knock: Knock): Promise<Entry> {
    return isFlowToken(key) ? this.#open(key, knock) : this.#enter(key, knock);
  }

  /** The first browser is let in, also when it opens the link again. A scanner's HEAD opens nothing. */
  async #open(token: string, { method, cookie }: Knock): Promise<Entry> {
    const linkHash = hashOfToken(token);
    const tenant = method === 'GET' ? await this.sessions.tenantOf({ linkHash }) : undefined;
    if (!tenant) return refused('unknown');
    const browser = readSessionCookie(cookie, this.config.publicUrl) ?? newFlowToken();
    return this.database.transaction(tenant, async () => {
      const session = await this.sessions.findByLink(tenant, linkHash);
      if (!session) return refused('unknown');
      const why = session.finished && !isBoundTo(session, browser) ? 'used' : session.expired ? 'expired' : undefined;
      if (why) return refused(why);
      if (!session.finished && !(await this.#bind(session, browser))) return refused('otherBrowser');
      const step = (asked: string) => (asked === '' ? session.progress.at : asked);
      return { kind: 'opened', session, cookie: sessionCookie(browser, this.config.publicUrl), step };
    });
  }

  async #bind(session: StoredSession, browser: string): Promise<boolean> {
    const { tenantId, id, user: actor, connectionId } = session;
    if (!(await this.sessions.bind(tenantId, id, hashOfToken(browser)))) return false;
    if (session.cookieHash !== null) return true;
    const entry = { actor, action: 'connectSession.opened', connectionId, detail: { session: id } };
    await this.audit.record(tenantId, entry);
    return true;
  }

  async #enter(id: string, { cookie }: Knock): Promise<Entry> {
    const tenant = SESSION_ID.test(id) ? await this.sessions.tenantOf({ id }) : undefined;
    const browser = readSessionCookie(cookie, this.config.publicUrl);
    if (!tenant) return refused('unknown');
    const session = await this.database.transaction(tenant, () => this.sessions.find(tenant, id));
    if (!session) return refused('unknown');
    if (browser === undefined || !isBoundTo(session, browser)) return refused('otherBrowser');
    if (session.expired) return refused('expired');
    return { kind: 'entered', session, formToken: formTokenOf(browser, id) };
  }
}

const isBoundTo = ({ cookieHash }: StoredSession, browser: string) =>
  cookieHash !== null && hashOfToken(browser).equals(cookieHash);
