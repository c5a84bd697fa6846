import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { ConnectorError } from '../../core/errors.js';
import type { Form } from '../../core/http/form-body.js';
import { html } from '../../core/page/html.js';
import { OrgDiscovery } from '../../okta/org-discovery.js';
import { button, buttonRow, form } from '../page/buttons.js';
import { field } from '../page/form-parts.js';
import { SessionBook } from '../sessions/session-book.service.js';
import type { KnownOrg } from '../sessions/session-progress.js';
import type { Visit, VisitAnswer } from '../sessions/visits.service.js';
import { pastedAddress } from './pasted-address.js';
import { missing, problemOf } from './problem-of.js';
import { SessionConnection } from './session-connection.service.js';
import { errorOf, problemAt, stepPage } from './step-frame.js';

const MAX_ADDRESS = 2_048;

/** Step 1: which org. Whatever address is pasted is understood, and asked whether an org is there. */
@Injectable()
export class OrgStep {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'oktaDevOrigins'>,
    private readonly discovery: OrgDiscovery,
    private readonly book: SessionBook,
    private readonly connection: SessionConnection,
  ) {}

  show(visit: Visit): VisitAnswer {
    const { session, texts, csrf, at } = visit;
    if (session.reconnects) return { redirect: at('way') };
    const words = texts.steps.org;
    const address = field({
      name: 'address',
      label: words.address,
      hint: words.hint,
      error: errorOf(problemAt(visit, 'org'), 'address'),
      value: session.progress.address,
      autocomplete: 'url',
      required: true,
    });
    const buttons = buttonRow(button({ label: words.submit, busy: words.busy }));
    return stepPage(visit, {
      step: 'org',
      title: words.title,
      lead: words.lead,
      main: form({ action: at('org'), csrf, body: html`${address}${buttons}` }),
    });
  }

  async submit(visit: Visit, given: Form): Promise<VisitAnswer> {
    const { session, texts, at } = visit;
    if (session.reconnects) return { redirect: at('way') };
    const address = (given.get('address') ?? '').trim().slice(0, MAX_ADDRESS);
    const outcome =
      address === ''
        ? missing('org', [{ field: 'address', message: texts.steps.org.missing }])
        : await this.#find(visit, address);
    if ('errors' in outcome) {
      await this.book.note(session, { address, problem: outcome });
      return { redirect: at('org') };
    }
    if (session.progress.org && session.progress.org.orgId !== outcome.orgId) await this.connection.giveUp(visit);
    await this.book.note(session, { address, org: outcome, problem: null, at: 'way' });
    return { redirect: at('way') };
  }

  async #find({ session, texts }: Visit, address: string): Promise<KnownOrg | ReturnType<typeof missing>> {
    try {
      await this.book.countTry(session);
      const found = await this.discovery.discover(pastedAddress(address, this.config.oktaDevOrigins));
      const { host: domain, orgId, pipeline = null, customDomain = null } = found;
      return { domain, orgId, pipeline, customDomain };
    } catch (error) {
      if (error instanceof ConnectorError) return problemOf(error, { step: 'org', way: null, texts });
      throw error;
    }
  }
}
