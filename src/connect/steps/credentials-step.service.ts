import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../../core/errors.js';
import type { Form } from '../../core/http/form-body.js';
import { SessionBook } from '../sessions/session-book.service.js';
import { SessionSecrets } from '../sessions/session-secrets.service.js';
import type { Problem, Way } from '../sessions/session-progress.js';
import type { Visit, VisitAnswer } from '../sessions/visits.service.js';
import { emptyFields, enteredIn, fieldsOf } from './credential-fields.js';
import { CredentialTry } from './credential-try.service.js';
import { credentialsPage, signInAgainPage } from './credentials-page.js';
import { Permissions } from './permissions.service.js';
import { missing, problemOf } from './problem-of.js';
import { SessionConnection } from './session-connection.service.js';

/** Step 4: credentials, tried at once. */
@Injectable()
export class CredentialsStep {
  constructor(
    private readonly permissions: Permissions,
    private readonly credentials: CredentialTry,
    private readonly connection: SessionConnection,
    private readonly book: SessionBook,
    private readonly secrets: SessionSecrets,
  ) {}

  async show(visit: Visit, { other = false }: { other?: boolean } = {}): Promise<VisitAnswer> {
    const { session, at } = visit;
    const { way, org, problem } = session.progress;
    if (!org) return { redirect: at('org') };
    if (!way) return { redirect: at('way') };
    const known = await this.connection.find(visit);
    const signsIn = way === 'consent' && known !== undefined && session.reconnects;
    if (signsIn && !other && problem?.step !== 'credentials') return signInAgainPage(visit);
    return credentialsPage(visit, way);
  }

  async submit(visit: Visit, form: Form): Promise<VisitAnswer> {
    const { session, at } = visit;
    const { way, org } = session.progress;
    if (!org || !way) return { redirect: at('way') };
    if (form.get('signIn') === 'again') return this.#signInAgain(visit, way);
    const given = enteredIn(form, session, await this.secrets.read(session));
    await this.secrets.keep(session, given.secrets);
    await this.book.note(session, { entered: given.entered, kept: Object.keys(given.secrets) });
    const empty = emptyFields(fieldsOf(session, way), given, visit.texts);
    if (empty.length > 0) return this.#fail(visit, { ...missing('credentials', []), errors: empty });
    const scopes = this.permissions.scopesOf(session);
    return this.#go(visit, way, () => this.credentials.enter(visit, { session, way, scopes, ...given }));
  }

  async #signInAgain(visit: Visit, way: Way): Promise<VisitAnswer> {
    const { session } = visit;
    return this.#go(visit, way, async () => {
      await this.book.countTry(session);
      const connection = await this.connection.find(visit);
      if (connection) await this.connection.beginConsent(visit, connection.id, this.permissions.scopesOf(session));
      return connection ? 'consent' : 'credentials';
    });
  }

  async #go(
    visit: Visit,
    way: Way,
    work: () => Promise<Parameters<SessionBook['note']>[1]['at'] & string>,
  ): Promise<VisitAnswer> {
    try {
      const next = await work();
      await this.book.note(visit.session, { at: next, problem: null });
      return { redirect: visit.at(next) };
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      return this.#fail(visit, problemOf(error, { step: 'credentials', way, texts: visit.texts }));
    }
  }

  async #fail({ session, at }: Visit, problem: Problem): Promise<VisitAnswer> {
    await this.book.note(session, { problem, at: 'credentials' });
    return { redirect: at('credentials') };
  }
}
