import { Injectable } from '@nestjs/common';
import { oauthSettingsOf } from '../../connections/connection-auth.js';
import { ConnectionDoctor } from '../../connections/connection-doctor.js';
import type { Connection } from '../../connections/connection.entity.js';
import { ConnectionsService } from '../../connections/connections.service.js';
import { ConnectorError } from '../../core/errors.js';
import { SessionBook } from '../sessions/session-book.service.js';
import type { Step } from '../sessions/session-progress.js';
import type { Visit } from '../sessions/visits.service.js';
import { connectionInput, type CredentialParts } from './connection-input.js';
import { SessionConnection } from './session-connection.service.js';

/** Tries what was entered: through the same doors, and with the same tests, as the API. */
@Injectable()
export class CredentialTry {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly doctor: ConnectionDoctor,
    private readonly connection: SessionConnection,
    private readonly book: SessionBook,
  ) {}

  /**
   * Makes the connection, or gives it the new credentials.
   * @returns the page to go on with
   * @throws ConnectorError as the API would answer
   */
  async enter(visit: Visit, parts: CredentialParts): Promise<Step> {
    const input = connectionInput(parts);
    await this.book.countTry(visit.session);
    const standing = await this.connection.find(visit);
    const connection = standing ? await this.#change(visit, standing, input) : await this.#create(visit, input);
    if (parts.way === 'consent') return this.#askConsent(visit, connection, parts.scopes);
    if (connection.status === 'pending') return 'key';
    await this.examine(visit, connection.id);
    return 'result';
  }

  /** Asks the doctor, and notes what it finds. @returns whether the connection works */
  async examine({ caller, session }: Visit, connectionId: string): Promise<boolean> {
    const { ok, checks } = await this.doctor.examine(caller, connectionId);
    await this.book.note(session, { diagnosis: { ok, checks }, problem: null });
    return (await this.connections.get(caller, connectionId)).status === 'active';
  }

  async #create({ caller, session }: Visit, input: ReturnType<typeof connectionInput>): Promise<Connection> {
    try {
      const connection = await this.connections.create(caller, input);
      await this.book.setConnection(session, connection.id);
      // The secret of a web app is not tried before somebody consents, unless it replaces one.
      if (input.auth.type !== 'authorizationCode') return connection;
      return await this.connections.patch(caller, connection.id, { auth: input.auth });
    } catch (error) {
      return this.#madeMeanwhile(session, caller, error);
    }
  }

  /** The first of two clicks has made the connection whose name the second one finds taken. */
  async #madeMeanwhile(session: Visit['session'], caller: Visit['caller'], error: unknown): Promise<Connection> {
    if (!(error instanceof ConnectorError) || error.code !== 'name_taken') throw error;
    const { connectionId } = await this.book.reread(session);
    if (connectionId === null) throw error;
    return this.connections.get(caller, connectionId);
  }

  async #change({ caller, session }: Visit, standing: Connection, input: ReturnType<typeof connectionInput>) {
    const { auth, name, readOnly } = input;
    if (auth.type === 'clientCredentials' && auth.keySource === 'generated' && isSameApp(standing, auth.clientId)) {
      return standing;
    }
    const own = session.reconnects ? {} : { name, readOnly };
    return this.connections.patch(caller, standing.id, { auth, ...own });
  }

  async #askConsent(visit: Visit, { id }: Connection, scopes: string[]): Promise<Step> {
    await this.connection.beginConsent(visit, id, scopes);
    return 'consent';
  }
}

/** The key that is made for the app already goes on waiting for it. */
function isSameApp(connection: Connection, clientId: string): boolean {
  const settings = oauthSettingsOf(connection);
  return settings.keySource === 'generated' && settings.clientId === clientId;
}
