import { Injectable } from '@nestjs/common';
import type { AuthType } from '../../connections/connection.entity.js';
import type { Form } from '../../core/http/form-body.js';
import { html, type Html } from '../../core/page/html.js';
import { button, buttonRow, form } from '../page/buttons.js';
import { radioCards } from '../page/form-parts.js';
import { facts } from '../page/page-parts.js';
import type { Texts } from '../page/texts.js';
import type { ConnectSession } from '../sessions/connect-session.js';
import { SessionBook } from '../sessions/session-book.service.js';
import type { Way } from '../sessions/session-progress.js';
import type { Visit, VisitAnswer } from '../sessions/visits.service.js';
import { missing } from './problem-of.js';
import { SessionConnection } from './session-connection.service.js';
import { errorOf, problemAt, stepPage } from './step-frame.js';

/** In the order in which they are offered. */
const OFFERED: readonly { way: Way; type: AuthType }[] = [
  { way: 'keyless', type: 'clientCredentials' },
  { way: 'consent', type: 'authorizationCode' },
  { way: 'privateKey', type: 'clientCredentials' },
  { way: 'apiToken', type: 'apiToken' },
];

/** The ways among which the person may choose. */
const waysOf = ({ authTypes }: Pick<ConnectSession, 'authTypes'>): Way[] =>
  OFFERED.filter(({ type }) => authTypes.includes(type)).map(({ way }) => way);

/** Step 2: how to connect, and what each way means, needs and can do. */
@Injectable()
export class WayStep {
  constructor(
    private readonly book: SessionBook,
    private readonly connection: SessionConnection,
  ) {}

  show(visit: Visit): VisitAnswer {
    const { session, texts, csrf, at } = visit;
    if (!session.progress.org) return { redirect: at('org') };
    const words = texts.steps.way;
    const ways = waysOf(session);
    const cards = radioCards({
      name: 'way',
      legend: words.legend,
      error: errorOf(problemAt(visit, 'way'), 'way'),
      value: session.progress.way ?? ways[0],
      options: ways.map((way) => ({
        value: way,
        label: words.ways[way].label,
        badge: way === 'keyless' ? words.recommended : undefined,
        description: words.ways[way].about,
        detail: meaningOf(way, texts),
      })),
    });
    const buttons = buttonRow(button({ label: words.submit }));
    const main = form({ action: at('way'), csrf, body: html`${cards}${buttons}` });
    return stepPage(visit, { step: 'way', title: words.title, lead: words.lead, main });
  }

  async submit(visit: Visit, given: Form): Promise<VisitAnswer> {
    const { session, texts, at } = visit;
    const way = waysOf(session).find((offered) => offered === given.get('way'));
    if (!way) {
      await this.book.note(session, { problem: missing('way', [{ field: 'way', message: texts.steps.way.missing }]) });
      return { redirect: at('way') };
    }
    if (session.progress.way !== null && session.progress.way !== way) await this.connection.giveUp(visit);
    const next = session.scopes || (way === 'apiToken' && session.reconnects) ? 'setup' : 'permissions';
    await this.book.note(session, { way, problem: null, at: next });
    return { redirect: at(next) };
  }
}

function meaningOf(way: Way, { steps: { way: words } }: Texts): Html {
  const { needs, acts, lasts, can } = words.ways[way];
  return facts([
    { term: words.needs, value: needs },
    { term: words.acts, value: acts },
    { term: words.lasts, value: lasts },
    { term: words.can, value: can },
  ]);
}
