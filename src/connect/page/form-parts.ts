import { html, NOTHING, type Html, type HtmlValue } from '../../core/page/html.js';
import { icon } from '../../core/page/icons.js';

/** What every control has. `hint` helps before, `error` says after what to do; both are read out with the control. */
export interface ControlTexts {
  name: string;
  label: string;
  hint?: string | Html | undefined;
  error?: string | undefined;
}

interface GroupTexts extends Omit<ControlTexts, 'label'> {
  legend: string;
}

/** The id of the control of a name: where the error summary leads. */
export const fieldId = (name: string): string => `field-${name}`;

const hintId = (name: string) => `hint-${name}`;
const errorId = (name: string) => `error-${name}`;

/** `aria-describedby` and `aria-invalid` of a control. */
function described({ name, hint, error }: Omit<ControlTexts, 'label'>): Html {
  const ids = [hint !== undefined && hintId(name), error !== undefined && errorId(name)].filter(Boolean);
  return html`${ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`}${
    error !== undefined && html` aria-invalid="true"`
  }`;
}

const hintLine = ({ name, hint }: Omit<ControlTexts, 'label'>) =>
  hint === undefined ? NOTHING : html`<p class="hint" id="${hintId(name)}">${hint}</p>`;

const errorLine = ({ name, error }: Omit<ControlTexts, 'label'>) =>
  error === undefined
    ? NOTHING
    : html`<p class="field-error" id="${errorId(name)}">${icon('fail')}<span>${error}</span></p>`;

const control = (texts: ControlTexts & { optional?: string | undefined }, input: Html, after: HtmlValue = NOTHING) =>
  html`<div class="field${texts.error !== undefined && ' has-error'}">
    <label for="${fieldId(texts.name)}"
      >${texts.label}${texts.optional !== undefined && html` <span class="optional">${texts.optional}</span>`}</label
    >
    ${hintLine(texts)}${errorLine(texts)} ${input}${after}
  </div>`;

export interface FieldParts extends ControlTexts {
  type?: 'text' | 'url' | 'password' | 'search' | 'email' | undefined;
  /** Never a secret: what was given before stays on the server, and `kept` says so. */
  value?: string | undefined;
  kept?: string | undefined;
  autocomplete?: string | undefined;
  placeholder?: string | undefined;
  required?: boolean | undefined;
  /** Fixed-width letters, for ids and keys. */
  code?: boolean | undefined;
  /** The word for a field that may stay empty. */
  optional?: string | undefined;
}

const keptLine = (kept: string | undefined) =>
  kept === undefined ? NOTHING : html`<p class="kept">${icon('check')}<span>${kept}</span></p>`;

/** A line of text. */
export const field = (parts: FieldParts): Html =>
  control(
    parts,
    html`<input
      id="${fieldId(parts.name)}"
      name="${parts.name}"
      type="${parts.type ?? 'text'}"
      value="${parts.value}"
      autocomplete="${parts.autocomplete ?? 'off'}"
      spellcheck="false"
      autocapitalize="none"
      ${
        parts.placeholder !== undefined && html` placeholder="${parts.placeholder}"`
      }${parts.code && html` class="code"`}${parts.required && html` required`}${described(parts)}
    />`,
    keptLine(parts.kept),
  );

export interface TextAreaParts extends ControlTexts {
  value?: string | undefined;
  kept?: string | undefined;
  rows?: number | undefined;
  code?: boolean | undefined;
  required?: boolean | undefined;
  optional?: string | undefined;
  /** A file may be chosen, whose text is put into the area by the browser; it needs JavaScript and is not sent itself. */
  file?: { label: string; accept: string; tooLarge: string } | undefined;
}

/** Several lines of text. The first line break after the tag is the parser's, not the text's. */
export const textArea = (parts: TextAreaParts): Html =>
  control(
    parts,
    html`<textarea
      id="${fieldId(parts.name)}"
      name="${parts.name}"
      rows="${parts.rows ?? 4}"
      autocomplete="off"
      spellcheck="false"
      autocapitalize="none"
      ${parts.code && html` class="code"`}${parts.required && html` required`}${described(parts)}
    >
${parts.value}</textarea>`,
    html`${keptLine(parts.kept)}${parts.file && fileChoice(parts.name, parts.file)}`,
  );

const fileChoice = (name: string, { label, accept, tooLarge }: NonNullable<TextAreaParts['file']>) =>
  html`<div class="file" data-needs-script hidden>
    <label class="button secondary small" for="file-${name}">${label}</label
    ><input
      class="visually-hidden"
      type="file"
      id="file-${name}"
      accept="${accept}"
      data-reads-into="${fieldId(name)}"
      data-too-large="${tooLarge}"
    /><span class="file-name" role="status"></span>
  </div>`;

export interface SelectParts extends ControlTexts {
  value?: string | undefined;
  options: readonly { value: string; label: string }[];
}

/** One of several, folded. */
export const selectField = (parts: SelectParts): Html =>
  control(
    parts,
    html`<select id="${fieldId(parts.name)}" name="${parts.name}" ${described(parts)}>
      ${parts.options.map(
        ({ value, label }) =>
          html`<option value="${value}" ${value === parts.value && html` selected`}>${label}</option>`,
      )}
    </select>`,
  );

const group = (texts: GroupTexts, kind: string, body: HtmlValue) =>
  html`<fieldset
    class="group ${kind}${texts.error !== undefined && ' has-error'}"
    id="${fieldId(texts.name)}"
    tabindex="-1"
    ${described({ ...texts })}
  >
    <legend>${texts.legend}</legend>
    ${hintLine(texts)}${errorLine(texts)}
    <div class="choices">${body}</div>
  </fieldset>`;

export interface RadioCard {
  value: string;
  label: string;
  badge?: string | undefined;
  description?: string | Html | undefined;
  /** Shown below while the card is chosen. */
  detail?: Html | undefined;
}

/** One of several, each with what it means. */
export const radioCards = ({
  options,
  value,
  ...texts
}: GroupTexts & { value?: string | undefined; options: readonly RadioCard[] }): Html =>
  group(
    texts,
    'cards',
    options.map(
      (option) =>
        html`<div class="card">
          <input
            type="radio"
            id="${choiceId(texts.name, option.value)}"
            name="${texts.name}"
            value="${option.value}"
            ${option.value === value && html` checked`}${
              option.description !== undefined && html` aria-describedby="${choiceId(texts.name, option.value)}-about"`
            }
          />
          <label for="${choiceId(texts.name, option.value)}">${option.label}</label>${
            option.badge !== undefined && html`<span class="badge accent">${option.badge}</span>`
          }
          <div class="card-about" id="${choiceId(texts.name, option.value)}-about">${option.description}</div>
          ${option.detail && html`<div class="card-detail">${option.detail}</div>`}
        </div>`,
    ),
  );

export interface Tick {
  value: string;
  label: string | Html;
  description?: string | Html | undefined;
  checked?: boolean | undefined;
  disabled?: boolean | undefined;
}

/** Any of several. */
export const checkboxList = ({ options, ...texts }: GroupTexts & { options: readonly Tick[] }): Html =>
  group(
    texts,
    'ticks',
    options.map(
      (option) =>
        html`<div class="tick">
          <input
            type="checkbox"
            id="${choiceId(texts.name, option.value)}"
            name="${texts.name}"
            value="${option.value}"
            ${option.checked && html` checked`}${option.disabled && html` disabled`}${
              option.description !== undefined && html` aria-describedby="${choiceId(texts.name, option.value)}-about"`
            }
          />
          <label for="${choiceId(texts.name, option.value)}">${option.label}</label>
          ${
            option.description !== undefined &&
            html`<div class="tick-about" id="${choiceId(texts.name, option.value)}-about">${option.description}</div>`
          }
        </div>`,
    ),
  );

const choiceId = (name: string, value: string) => `${fieldId(name)}-${value.replaceAll(/[^A-Za-z0-9_-]/g, '-')}`;

export const hiddenField = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}" />`;
