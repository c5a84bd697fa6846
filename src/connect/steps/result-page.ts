import type { Connection } from '../../connections/connection.entity.js';
import { html, type Html } from '../../core/page/html.js';
import type { Page } from '../../core/page/pages.js';
import { button, buttonRow, form, linkButton } from '../page/buttons.js';
import { checkList, details, facts, notice, section } from '../page/page-parts.js';
import type { Visit } from '../sessions/visits.service.js';
import { findingsOf } from './findings-of.js';
import type { Outlook } from './outlook.service.js';
import { stepPage } from './step-frame.js';

const SHOWN = 12;

/** What was found, and what follows from it. */
export function resultPage(visit: Visit, connection: Connection, outlook: Outlook): Page {
  const words = visit.texts.steps.result;
  const works = connection.status === 'active';
  const verdict = works
    ? notice({ tone: 'success', body: words.activeLead(connection.name, connection.domain) })
    : notice({ tone: 'danger', body: words.failedLead });
  const main = html`${verdict}${findings(visit)}${works && prospects(outlook, visit)}${buttons(visit, works)}`;
  return stepPage(visit, { step: 'result', title: works ? words.active : words.failed, main });
}

/** What is in order is folded where there is something else to read. */
function findings({ session, texts }: Visit): Html {
  const words = texts.steps.result;
  const { open, inOrder } = findingsOf(session.progress.diagnosis?.checks ?? [], session.progress.way, texts);
  if (open.length + inOrder.length === 0) return html``;
  const good = checkList({ checks: inOrder, texts });
  const body =
    open.length === 0
      ? good
      : html`${checkList({ checks: open, texts })}${details({ summary: words.inOrder(inOrder.length), body: good })}`;
  return section({ title: words.checks, body });
}

function prospects({ actions, triggers, obstacles }: Outlook, { texts }: Visit): Html {
  const words = texts.steps.result;
  const total = words.worksOf(
    words.ofTotal(actions.works.length, actions.total),
    words.ofTotalNext(triggers.works.length, triggers.total),
  );
  const working = facts([
    { term: words.actions, value: actions.works.join(', ') },
    { term: words.triggers, value: triggers.works.join(', ') },
  ]);
  const reasons = obstacles.map(({ reason, titles }) => {
    const more = titles.length - SHOWN;
    return {
      term: reason,
      value: html`${titles.slice(0, SHOWN).join(', ')}${more > 0 && texts.steps.reasons.andMore(more)}`,
    };
  });
  const body = html`<p>${total}</p>
    ${details({ summary: words.working, body: working })}
    ${reasons.length > 0 && details({ summary: words.notWorking, body: facts(reasons) })}
    <p class="hint">${words.roleNote}</p>`;
  return section({ title: words.works, body });
}

function buttons(visit: Visit, works: boolean): Html {
  const { texts, csrf, at, session } = visit;
  const words = texts.steps.result;
  const kind = works ? 'secondary' : 'primary';
  const again = button({ label: words.again, kind, name: 'do', value: 'check', busy: words.busy });
  const done = works && button({ label: words.done, name: 'do', value: 'finish' });
  const signsIn = session.progress.way === 'consent';
  const entered = linkButton({
    label: signsIn ? words.signInAgain : words.credentials,
    href: at(signsIn ? 'consent' : 'credentials'),
    kind: 'quiet',
  });
  return form({ action: at('result'), csrf, body: buttonRow(done, again, entered) });
}
