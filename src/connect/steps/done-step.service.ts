import { Injectable } from '@nestjs/common';
import { returnUrlWith } from '../../connections/consent/return-url.js';
import { html } from '../../core/page/html.js';
import { buttonRow, linkButton } from '../page/buttons.js';
import { messageToOpener } from '../page/page-parts.js';
import type { Visit, VisitAnswer } from '../sessions/visits.service.js';
import { SessionConnection } from './session-connection.service.js';

/** The type of the message that a window which opened the page in a popup gets. */
const MESSAGE = 'okta-connector.connected';

/** The end: the session is used up, and the person goes back to the platform. */
@Injectable()
export class DoneStep {
  constructor(private readonly connection: SessionConnection) {}

  async show(visit: Visit): Promise<VisitAnswer> {
    const { session, texts, at } = visit;
    if (!session.finished || session.connectionId === null) return { redirect: at(session.progress.at) };
    const connection = await this.connection.find(visit);
    const words = texts.steps.done;
    const url = returnUrlWith(session.returnUrl, session.connectionId, { status: 'active' });
    const message = { type: MESSAGE, connectionId: session.connectionId, status: 'active', session: session.id };
    const back = buttonRow(linkButton({ label: words.back(new URL(url).host), href: url }));
    return {
      title: words.title,
      ...(connection && { lead: words.lead(connection.name, connection.domain) }),
      texts: texts.page,
      goesOnTo: url,
      main: html`<p>${words.going}</p>
        ${back}${messageToOpener({ origin: new URL(url).origin, message, otherwise: url })}`,
    };
  }
}
