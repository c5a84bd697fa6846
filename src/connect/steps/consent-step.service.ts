import { Injectable } from '@nestjs/common';
import { failureText, isFailureCode } from '../../connections/consent/consent-failure.js';
import { ConsentService } from '../../connections/consent/consent.service.js';
import { ConnectorError } from '../../core/errors.js';
import { html } from '../../core/page/html.js';
import { button, buttonRow, form, linkButton } from '../page/buttons.js';
import { SessionBook } from '../sessions/session-book.service.js';
import type { Problem } from '../sessions/session-progress.js';
import type { Visit, VisitAnswer } from '../sessions/visits.service.js';
import { CredentialTry } from './credential-try.service.js';
import { Permissions } from './permissions.service.js';
import { problemOf } from './problem-of.js';
import { SessionConnection } from './session-connection.service.js';
import { stepPage } from './step-frame.js';

/** Step 4 for a consent: to Okta, and back from there. */
@Injectable()
export class ConsentStep {
  constructor(
    private readonly consent: ConsentService,
    private readonly credentials: CredentialTry,
    private readonly connection: SessionConnection,
    private readonly permissions: Permissions,
    private readonly book: SessionBook,
  ) {}

  /** A link, not a redirect: a browser holds every redirect after a form against the page's policy. */
  async show(visit: Visit, { framed = false }: { framed?: boolean } = {}): Promise<VisitAnswer> {
    const { session, texts, csrf, at } = visit;
    const words = texts.steps.consent;
    if (session.progress.way !== 'consent' || session.connectionId === null) return { redirect: at('credentials') };
    const returnUrl = this.connection.returnUrlOf(visit);
    const pending = await this.consent.pending(session.tenantId, session.connectionId, returnUrl);
    const other = linkButton({
      label: texts.steps.result.credentials,
      href: `${at('credentials')}?other=1`,
      kind: 'quiet',
    });
    const go = pending
      ? buttonRow(
          linkButton({ label: words.go, href: pending.authorizationUrl, opens: framed ? 'newWindow' : 'here' }),
          other,
        )
      : form({
          action: at('consent'),
          csrf,
          body: buttonRow(button({ label: session.progress.problem ? words.again : words.newLink }), other),
        });
    const main = html`<p>${pending || session.progress.problem ? words.assigned : words.gone}</p>
      ${go}`;
    return stepPage(visit, { step: 'consent', title: words.title, lead: words.lead, main });
  }

  /** Another link: the one before has been used, or has expired. */
  async submit(visit: Visit): Promise<VisitAnswer> {
    const { session, texts, at } = visit;
    if (session.progress.way !== 'consent' || session.connectionId === null) return { redirect: at('credentials') };
    try {
      await this.book.countTry(session);
      await this.connection.beginConsent(visit, session.connectionId, this.permissions.scopesOf(session));
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      await this.book.note(session, { problem: problemOf(error, { step: 'consent', way: 'consent', texts }) });
    }
    return { redirect: at('consent') };
  }

  /** The person is back from Okta. What the address says is looked up, not believed. */
  async arrive(visit: Visit, query: URLSearchParams): Promise<VisitAnswer> {
    const { session, at } = visit;
    const { way } = session.progress;
    if (way !== 'consent' || session.connectionId === null) return { redirect: at('credentials') };
    const code = query.get('code') ?? '';
    if (query.get('status') !== 'active' && isFailureCode(code)) {
      await this.book.note(session, { problem: problemOfConsent(code), at: 'consent' });
      return { redirect: at('consent') };
    }
    await this.book.countTry(session);
    await this.credentials.examine(visit, session.connectionId);
    await this.book.note(session, { at: 'result' });
    return { redirect: at('result') };
  }
}

function problemOfConsent(code: Parameters<typeof failureText>[0]): Problem {
  const { title, detail, remedy } = failureText(code);
  return { step: 'consent', code, errors: [{ field: null, message: `${title}. ${detail}` }], remedy, oktaSays: null };
}
