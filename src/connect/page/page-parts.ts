import { html, NOTHING, type Html, type HtmlValue } from '../../core/page/html.js';
import { icon, type IconName } from '../../core/page/icons.js';
import { fieldId } from './form-parts.js';
import type { Texts } from './texts.js';

export type Tone = 'info' | 'success' | 'warning' | 'danger';

const TONE_ICONS: Record<Tone, IconName> = { info: 'info', success: 'check', warning: 'warn', danger: 'fail' };

/** What is wrong with a form, with links to its fields; nothing where nothing is. The module moves the focus here. */
export const errorSummary = ({
  title,
  errors,
  more,
}: {
  title: string;
  errors: readonly { name?: string; message: string }[];
  /** What helps with all of them. */
  more?: Html | undefined;
}): Html =>
  errors.length === 0
    ? NOTHING
    : html`<div class="notice danger summary" role="alert" tabindex="-1" data-focus>
        ${icon('fail')}
        <div>
          <h2>${title}</h2>
          <ul>
            ${errors.map(
              ({ name, message }) =>
                html`<li>${name === undefined ? message : html`<a href="#${fieldId(name)}">${message}</a>`}</li>`,
            )}
          </ul>
          ${more}
        </div>
      </div>`;

/** Something to know before going on. */
export const notice = ({ tone, title, body }: { tone: Tone; title?: string; body: string | Html }): Html =>
  html`<div class="notice ${tone}">
    ${icon(TONE_ICONS[tone])}
    <div>
      ${title !== undefined && html`<p class="notice-title">${title}</p>`}
      <div>${body}</div>
    </div>
  </div>`;

export interface Step {
  label: string;
  state: 'done' | 'current' | 'ahead';
  /** Back to a step that is done. */
  href?: string | undefined;
}

/** Where the person is. */
export const progress = ({ steps, texts }: { steps: readonly Step[]; texts: Texts }): Html => {
  const { progress: name, stepOf, stepDone } = texts.parts;
  const at = steps.findIndex(({ state }) => state === 'current');
  const place = html`<strong>${steps[at]?.label}</strong> <span>${stepOf(at + 1, steps.length)}</span>`;
  return html`<nav class="progress" aria-label="${name}">
    <p class="progress-short">${place}</p>
    <ol>
      ${steps.map(
        ({ label, state, href }) =>
          html`<li class="${state}" ${state === 'current' && html`aria-current="step"`}>
            ${href === undefined ? html`<span>${label}</span>` : html`<a href="${href}">${label}</a>`}
            ${state === 'done' && html`<span class="visually-hidden">${stepDone}</span>`}
          </li>`,
      )}
    </ol>
  </nav>`;
};

export interface CopyableParts {
  label: string;
  value: string;
  texts: Texts;
}

/** A value to be taken over into Okta; the button shows only where it can work. */
export const copyable = ({ label, value, texts }: CopyableParts): Html => {
  const id = `copy-${label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
  return html`<div class="copyable">
    <span class="copyable-label" id="${id}-label">${label}</span>
    <div class="copyable-row">
      <code class="value" id="${id}" tabindex="0" role="textbox" aria-readonly="true" aria-labelledby="${id}-label"
        >${value}</code
      ><button
        type="button"
        class="button secondary small"
        data-needs-script
        hidden
        data-copy="${id}"
        data-done="${texts.parts.copied}"
        data-failed="${texts.parts.notCopied}"
        aria-label="${texts.parts.copyOf(label)}"
      >
        ${icon('copy')}<span>${texts.parts.copy}</span>
      </button>
    </div>
  </div>`;
};

export interface CheckResult {
  status: 'pass' | 'warn' | 'fail';
  title: string;
  detail: string;
  remedy?: string | null;
}

const CHECK_ICONS = { pass: 'check', warn: 'warn', fail: 'fail' } as const;

/** The doctor's findings: by sign and word, not by colour alone. */
export const checkList = ({ checks, texts }: { checks: readonly CheckResult[]; texts: Texts }): Html =>
  html`<ul class="checks">
    ${checks.map(
      ({ status, title, detail, remedy }) =>
        html`<li class="check ${status}">
          ${icon(CHECK_ICONS[status])}
          <div>
            <p class="check-title">${title} <span class="check-word">${texts.parts.checkWords[status]}</span></p>
            <p>${detail}</p>
            ${remedy && html`<p class="remedy"><strong>${texts.parts.remedy}</strong> ${remedy}</p>`}
          </div>
        </li>`,
    )}
  </ul>`;

/** What to do, in order. */
export const numberedSteps = (steps: readonly (string | Html)[]): Html =>
  html`<ol class="steps">
    ${steps.map((step) => html`<li><div>${step}</div></li>`)}
  </ol>`;

/** More for who wants it. */
export const details = ({ summary, body, open = false }: { summary: string; body: Html; open?: boolean }): Html =>
  html`<details class="details" ${open && html` open`}>
    <summary>${summary}</summary>
    <div class="details-body">${body}</div>
  </details>`;

export interface Fact {
  term: string;
  value: HtmlValue;
}

/** Names and values. */
export const facts = (rows: readonly Fact[]): Html =>
  html`<dl class="facts">
    ${rows.map(
      ({ term, value }) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;

export const badge = ({ tone, text }: { tone: 'neutral' | 'accent' | Exclude<Tone, 'info'>; text: string }): Html =>
  html`<span class="badge ${tone}">${text}</span>`;

export interface SectionParts {
  title: string;
  lead?: string | Html | undefined;
  body: HtmlValue;
  id?: string | undefined;
}

/** A part of a page with its heading. */
export const section = ({ title, lead, body, id }: SectionParts): Html =>
  html`<section class="section" ${id !== undefined && html` id="${id}"`}>
    <h2>${title}</h2>
    ${lead !== undefined && html`<p class="section-lead">${lead}</p>`}${body}
  </section>`;

export interface Message {
  /** Whom the message is for; nobody else gets it. */
  origin: string;
  message: Readonly<Record<string, string>>;
  /** Where the browser goes on to when nobody opened or frames this window. */
  otherwise?: string | undefined;
}

/** Tells the window that opened this one, or that frames it. Without JavaScript nothing is told; a link leads back. */
export const messageToOpener = ({ origin, message, otherwise }: Message): Html =>
  html`<div
    hidden
    data-message="${JSON.stringify(message)}"
    data-origin="${new URL(origin).origin}"
    ${otherwise !== undefined && html` data-otherwise="${otherwise}"`}
  ></div>`;
