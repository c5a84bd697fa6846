import { html, type Html } from '../../core/page/html.js';
import { facts } from '../page/page-parts.js';
import type { Texts } from '../page/texts.js';
import type { ScopeReason } from './permissions.service.js';

const SHOWN = 6;

/** Each scope with what needs it. */
export function scopeReasons(reasons: readonly ScopeReason[], { steps: { reasons: words } }: Texts): Html {
  return facts(
    reasons.map(({ scope, why }) => {
      const more = why.length - SHOWN;
      const said = why.length === 0 ? words.none : why.slice(0, SHOWN).join(', ');
      return { term: scope, value: html`${said}${more > 0 && words.andMore(more)}` };
    }),
  );
}
