import { html, type Html } from './html.js';

const PATHS = {
  check: html`<path d="M3.5 8.5l3 3 6-7" />`,
  warn: html`<path d="M8 2.2l6.3 11.3H1.7zM8 6.5v3.2M8 11.6v.1" />`,
  fail: html`<path d="M4 4l8 8M12 4l-8 8" />`,
  info: html`<path d="M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM8 7.3v3.6M8 5v.1" />`,
  copy: html`<path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3" />`,
  outside: html`<path d="M9 2.5h4.5V7M13.2 2.8L7.5 8.5M11.5 9.5v4h-9v-9h4" />`,
};

export type IconName = keyof typeof PATHS;

/** A small drawing in the colour of the text. It says nothing to a screen reader: words stand beside it. */
export const icon = (name: IconName): Html =>
  html`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    ${PATHS[name]}
  </svg>`;
