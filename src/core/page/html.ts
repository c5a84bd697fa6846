/** What a template takes. Text and numbers are escaped; `false`, `null` and `undefined` leave nothing; lists are joined. */
export type HtmlValue = Html | string | number | false | null | undefined | readonly HtmlValue[];

/** HTML that is safe to send: it can only be made by the template, which escapes every value. */
export class Html {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  static template(this: void, strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
    const parts = strings.map((literal, index) => literal + textOf(values[index]));
    return new Html(parts.join(''));
  }

  toString(): string {
    return this.#text;
  }
}

/** `` html`<p title="${title}">${text}</p>` ``: put attributes in quotes, always. */
export const html = Html.template;

export const NOTHING = html``;

/** Text as HTML, also inside quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);

function textOf(value: HtmlValue): string {
  if (value === false || value === null || value === undefined) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number' || value instanceof Html) return String(value);
  return value.map(textOf).join('');
}
