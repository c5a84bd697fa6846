import { html, type Html } from '../../core/page/html.js';
import type { BucketUsage } from '../../okta/limits/rate-governor.js';
import { section } from '../page/page-parts.js';
import type { Texts } from '../page/texts.js';
import type { StatusModel } from './status-model.js';

const WIDTH = 100;

/** How much of Okta's rate limits is used, bucket by bucket, the fullest first. */
export function limitsSection({ limits, connection }: StatusModel, texts: Texts): Html {
  const { limits: words } = texts.status;
  const percent = connection.rateLimitShare.toLocaleString(texts.page.lang, { style: 'percent' });
  const fullest = limits.toSorted((one, other) => usedPart(other) - usedPart(one));
  const body =
    limits.length === 0
      ? html`<p>${words.none}</p>`
      : html`<ul class="rows">
          ${fullest.map((usage) => meter(usage, texts))}
        </ul>`;
  return section({ title: words.heading, lead: words.lead(percent), body });
}

const usedPart = ({ limit, remaining }: BucketUsage) => (limit === 0 ? 1 : (limit - remaining) / limit);

function meter(usage: BucketUsage, texts: Texts): Html {
  const { limits: words } = texts.status;
  const { bucket, limit, remaining, endsInMs } = usage;
  const number = (value: number) => value.toLocaleString(texts.page.lang);
  const when = endsInMs > 0 ? words.current : words.past;
  const part = usedPart(usage);
  const look = part >= 0.9 ? 'bad' : 'good';
  return html`<li>
    <code class="row-name">${bucket}</code>
    <span class="row-about">${words.used(number(limit - remaining), number(limit))} ${when}</span>
    <svg class="meter" viewBox="0 0 ${WIDTH} 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="trough" width="${WIDTH}" height="6"></rect>
      <rect class="${look}" width="${(part * WIDTH).toFixed(1)}" height="6"></rect>
    </svg>
  </li>`;
}
