import { html, type Html, type HtmlValue } from '../../core/page/html.js';
import { icon } from '../../core/page/icons.js';
import { hiddenField } from './form-parts.js';

type ButtonKind = 'primary' | 'secondary' | 'quiet';

export interface ButtonParts {
  label: string;
  kind?: ButtonKind | undefined;
  /** Sent with the form, to tell its buttons apart. */
  name?: string | undefined;
  value?: string | undefined;
  /** Takes the label's place while the form is on its way. */
  busy?: string | undefined;
}

/** Sends the form. */
export const button = ({ label, kind = 'primary', name, value, busy }: ButtonParts): Html =>
  html`<button
    type="submit"
    class="button ${kind}"
    ${name !== undefined && html` name="${name}" value="${value}"`}${busy !== undefined && html` data-busy="${busy}"`}
  >
    ${label}
  </button>`;

export interface LinkParts {
  label: string;
  /** An http or https URL, or a path of ours. */
  href: string;
  kind?: ButtonKind | undefined;
  opens?: 'here' | 'newWindow' | undefined;
}

/**
 * A link that looks like a button: for ways that lead away, which a form could not go (see `pagePolicy`).
 * @throws Error for a URL of another scheme
 */
export function linkButton({ label, href, kind = 'primary', opens = 'here' }: LinkParts): Html {
  if (!isSafeHref(href)) throw new Error('A link leads to an http or https URL, or to a path.');
  const away = opens === 'newWindow';
  return html`<a class="button ${kind}" href="${href}" ${away && html` target="_blank" rel="noreferrer"`}
    >${label}${away && icon('outside')}</a
  >`;
}

const isSafeHref = (href: string) =>
  /^\/(?![/\\])/.test(href) || (URL.canParse(href) && ['https:', 'http:'].includes(new URL(href).protocol));

export const buttonRow = (...parts: HtmlValue[]): Html => html`<div class="buttons">${parts}</div>`;

export interface FormParts {
  /** A path of ours. */
  action: string;
  csrf: { name: string; value: string };
  body: HtmlValue;
  id?: string | undefined;
}

/** A form that the browser sends once; errors are ours to say, in words, so the browser's own checks are off. */
export const form = ({ action, csrf, body, id }: FormParts): Html =>
  html`<form method="post" action="${action}" data-submit-once novalidate${id !== undefined && html` id="${id}"`}>
    ${hiddenField(csrf.name, csrf.value)} ${body}
  </form>`;
