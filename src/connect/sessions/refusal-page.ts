import { html } from '../../core/page/html.js';
import type { Page } from '../../core/page/pages.js';
import { buttonRow, linkButton } from '../page/buttons.js';
import type { Texts } from '../page/texts.js';
import type { Refusal } from './session-door.service.js';

const STATUS = { unknown: 404, expired: 410, used: 410, otherBrowser: 403, form: 403 } as const;

/** Why somebody is not let in, or why a form was not taken, and what to do. Tells nothing of whose session it is. */
export function refusalPage(why: Refusal | 'form', { texts, href }: { texts: Texts; href?: string }): Page {
  const { title, lead, remedy } = texts.steps.refusals[why];
  return {
    status: STATUS[why],
    title,
    lead,
    texts: texts.page,
    main: html`<p>${remedy}</p>
      ${href !== undefined && buttonRow(linkButton({ label: texts.steps.refusals.back, href }))}`,
  };
}
