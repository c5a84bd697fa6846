import { Injectable } from '@nestjs/common';
import type { Connection } from '../../connections/connection.entity.js';
import { ConnectorError } from '../../core/errors.js';
import type { Form } from '../../core/http/form-body.js';
import { SessionBook } from '../sessions/session-book.service.js';
import type { Visit, VisitAnswer } from '../sessions/visits.service.js';
import { CredentialTry } from './credential-try.service.js';
import { Outlooks } from './outlook.service.js';
import { problemOf } from './problem-of.js';
import { resultPage } from './result-page.js';
import { SessionConnection } from './session-connection.service.js';

/** Step 5: what the doctor found, what will work and what will not; and the way back to the platform. */
@Injectable()
export class ResultStep {
  constructor(
    private readonly credentials: CredentialTry,
    private readonly connection: SessionConnection,
    private readonly outlooks: Outlooks,
    private readonly book: SessionBook,
  ) {}

  async show(visit: Visit): Promise<VisitAnswer> {
    const connection = await this.connection.find(visit);
    if (!connection) return { redirect: visit.at('credentials') };
    if (connection.status === 'pending') return { redirect: visit.at(pendingStep(connection)) };
    return resultPage(visit, connection, await this.outlooks.of(connection.tenantId, connection.id));
  }

  async submit(visit: Visit, form: Form): Promise<VisitAnswer> {
    const { session, at, texts } = visit;
    const connection = await this.connection.find(visit);
    if (!connection) return { redirect: at('credentials') };
    if (form.get('do') === 'finish') return this.#finish(visit, connection);
    try {
      await this.book.countTry(session);
      await this.credentials.examine(visit, connection.id);
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      const problem = problemOf(error, { step: 'result', way: session.progress.way, texts });
      await this.book.note(session, { problem });
    }
    return { redirect: at('result') };
  }

  /** A connection that does not work is nothing to go back with. */
  async #finish({ session, at }: Visit, { status }: Connection): Promise<VisitAnswer> {
    if (status !== 'active') return { redirect: at('result') };
    await this.book.finish(session);
    return { redirect: at('done') };
  }
}

const pendingStep = ({ authType }: Connection) => (authType === 'authorizationCode' ? 'consent' : 'key');
