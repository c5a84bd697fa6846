import { Inject, Injectable } from '@nestjs/common';
import { oauthSettingsOf } from '../../connections/connection-auth.js';
import type { Connection } from '../../connections/connection.entity.js';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { ConnectorError } from '../../core/errors.js';
import { html } from '../../core/page/html.js';
import { button, buttonRow, form, linkButton } from '../page/buttons.js';
import { copyable, details, numberedSteps } from '../page/page-parts.js';
import { SessionBook } from '../sessions/session-book.service.js';
import type { Problem } from '../sessions/session-progress.js';
import type { Visit, VisitAnswer } from '../sessions/visits.service.js';
import { adminConsoleOf } from './admin-console.js';
import { CredentialTry } from './credential-try.service.js';
import { problemOf } from './problem-of.js';
import { SessionConnection } from './session-connection.service.js';
import { problemAt, stepPage } from './step-frame.js';

/** Step 4 for a key that is made here: where Okta finds its public half, and whether Okta accepts it yet. */
@Injectable()
export class KeyStep {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
    private readonly credentials: CredentialTry,
    private readonly connection: SessionConnection,
    private readonly book: SessionBook,
  ) {}

  async show(visit: Visit): Promise<VisitAnswer> {
    const connection = await this.#keyed(visit);
    if (!connection) return { redirect: visit.at('credentials') };
    const { texts, csrf, at, session } = visit;
    const words = texts.steps.key;
    const label = problemAt(visit, 'key') ? words.checkAgain : words.check;
    const buttons = buttonRow(
      button({ label, busy: words.busy }),
      linkButton({
        label: texts.steps.setup.open,
        href: adminConsoleOf(session.progress.org?.domain ?? ''),
        kind: 'secondary',
        opens: 'newWindow',
      }),
    );
    const check = form({ action: at('key'), csrf, body: buttons });
    const main = html`${this.#instructions(visit, connection)}${check}`;
    return stepPage(visit, { step: 'key', title: words.title, lead: words.lead, main });
  }

  async submit(visit: Visit): Promise<VisitAnswer> {
    const { session, at, texts } = visit;
    const connection = await this.#keyed(visit);
    if (!connection) return { redirect: at('credentials') };
    try {
      await this.book.countTry(session);
      await this.credentials.examine(visit, connection.id);
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      return this.#fail(visit, problemOf(error, { step: 'key', way: 'keyless', texts }));
    }
    const now = await this.connection.find(visit);
    if (now?.status === 'pending') return this.#fail(visit, waiting(visit, now));
    await this.book.note(session, { at: 'result', problem: null });
    return { redirect: at('result') };
  }

  async #keyed(visit: Visit): Promise<Connection | undefined> {
    if (visit.session.progress.way !== 'keyless') return undefined;
    return this.connection.find(visit);
  }

  async #fail({ session, at }: Visit, problem: Problem): Promise<VisitAnswer> {
    await this.book.note(session, { problem, at: 'key' });
    return { redirect: at('key') };
  }

  #instructions({ texts }: Visit, connection: Connection) {
    const words = texts.steps.key;
    const address = `${this.config.publicUrl}/v1/connections/${connection.id}/jwks.json`;
    const [key] = oauthSettingsOf(connection).publicKeys.map(({ jwk, kid }) => ({ ...jwk, kid, use: 'sig' }));
    const byHand = html`<p>${words.byHandLead}</p>
      ${copyable({ label: words.publicKey, value: JSON.stringify(key, null, 2), texts })}`;
    return html`${numberedSteps([
      words.open,
      html`<p>${words.choose}</p>
        ${copyable({ label: words.jwks, value: address, texts })}`,
      words.save,
    ])}${details({ summary: words.byHand, body: byHand })}`;
  }
}

/** In the words that Okta had for the last try. */
function waiting({ texts }: Visit, { statusReason }: Connection): Problem {
  const { waiting: message, waitingRemedy: remedy } = texts.steps.key;
  return {
    step: 'key',
    code: 'connection_not_ready',
    errors: [{ field: null, message }],
    remedy,
    oktaSays: statusReason,
  };
}
