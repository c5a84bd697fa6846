import { html, type Html } from '../../core/page/html.js';
import type { Page } from '../../core/page/pages.js';
import { button, buttonRow, form } from '../page/buttons.js';
import { badge, checkList, facts, notice, section, type Fact } from '../page/page-parts.js';
import type { Texts } from '../page/texts.js';
import { limitsSection } from './limits-section.js';
import { deliveriesSection, runsSection } from './activity-sections.js';
import type { StatusModel } from './status-model.js';
import { timeWords } from './times.js';

export interface StatusPageParts {
  texts: Texts;
  csrf: { name: string; value: string };
  /** Where the form of the examination goes: the page's own address. */
  action: string;
}

const TONES = {
  pending: 'warning',
  active: 'success',
  reauthorizationRequired: 'danger',
  failing: 'danger',
  disabled: 'neutral',
} as const;

/** How a connection is doing. */
export function statusPage(model: StatusModel, parts: StatusPageParts): Page {
  const { texts } = parts;
  const { name, domain, status } = model.connection;
  return {
    title: texts.status.title(name),
    texts: texts.page,
    lead: html`${domain} ${badge({ tone: TONES[status], text: texts.status.states[status] })}`,
    main: html`${obstacle(model, texts)} ${model.diagnosis && doctorSection(model, parts)} ${runsSection(model, texts)}
    ${deliveriesSection(model, texts)} ${limitsSection(model, texts)} ${!model.diagnosis && doctorSection(model, parts)}`,
    aside: html`${connectionSection(model, texts)} ${tokenSection(model, texts)}`,
  };
}

/** Why the connection is in another state than it should be. */
function obstacle({ connection: { status, statusReason } }: StatusModel, texts: Texts): Html | false {
  const tone = TONES[status];
  if (statusReason === null || tone === 'success') return false;
  return notice({ tone: tone === 'neutral' ? 'info' : tone, title: texts.status.states[status], body: statusReason });
}

function connectionSection({ connection, now }: StatusModel, texts: Texts): Html {
  const { connection: words, ways } = texts.status;
  const { domain, orgId, authType, readOnly, lastVerifiedAt } = connection;
  const rows: Fact[] = [
    { term: words.org, value: orgId === null ? domain : html`${domain}<br /><span class="quiet">${orgId}</span>` },
    { term: words.way, value: ways[authType] },
    { term: words.access, value: readOnly ? words.readOnly : words.readWrite },
    { term: words.verified, value: lastVerifiedAt ? timeWords(lastVerifiedAt, now, texts.page.lang) : words.never },
  ];
  return section({ title: words.heading, body: facts(rows) });
}

const SOON_MS = 14 * 86_400_000;

function tokenSection({ connection, token, now }: StatusModel, texts: Texts): Html {
  const { token: words } = texts.status;
  if (connection.authType === 'apiToken')
    return section({ title: words.heading, body: html`<p>${words.apiToken}</p>` });
  if (!token?.issuedAt) return section({ title: words.heading, body: html`<p>${words.none}</p>` });
  const { issuedAt, expiresAt, consentedAt, reauthorizeBefore } = token;
  const at = (time: Date) => timeWords(time, now, texts.page.lang);
  const soon = reauthorizeBefore !== undefined && reauthorizeBefore.getTime() - now.getTime() < SOON_MS;
  const again = reauthorizeBefore
    ? html`${at(reauthorizeBefore)} ${soon && badge({ tone: 'warning', text: words.soon })}`
    : words.noReauthorization;
  const rows: Fact[] = [
    { term: words.issued, value: at(issuedAt) },
    ...(expiresAt ? [{ term: words.expires, value: at(expiresAt) }] : []),
    ...(consentedAt ? [{ term: words.consented, value: at(consentedAt) }] : []),
    { term: words.reauthorize, value: again },
  ];
  return section({ title: words.heading, body: facts(rows) });
}

function doctorSection({ diagnosis }: StatusModel, { texts, csrf, action }: StatusPageParts): Html {
  const { doctor } = texts.status;
  const found = diagnosis && {
    verdict: diagnosis.ok
      ? notice({ tone: 'success', body: doctor.allWell })
      : notice({ tone: 'warning', body: doctor.notWell }),
    list: checkList({ checks: diagnosis.checks, texts }),
  };
  const examine = button({
    label: diagnosis ? doctor.again : doctor.examine,
    kind: diagnosis ? 'secondary' : 'primary',
    busy: doctor.busy,
  });
  return section({
    title: doctor.heading,
    lead: doctor.lead,
    id: 'examination',
    body: html`${found && [found.verdict, found.list]} ${form({ action, csrf, body: buttonRow(examine) })}`,
  });
}
