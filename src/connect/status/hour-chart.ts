import { html, type Html } from '../../core/page/html.js';
import { details } from '../page/page-parts.js';
import type { Texts } from '../page/texts.js';

type Look = 'good' | 'bad' | 'waiting';

/** One kind of what is counted, such as those that failed. */
interface Series {
  look: Look;
  label: string;
}

interface HourCounts {
  hour: Date;
  /** One number for each series. */
  counts: readonly number[];
}

export interface ChartParts {
  /** What the drawing says, in words. */
  summary: string;
  series: readonly Series[];
  hours: readonly HourCounts[];
  texts: Texts;
}

const BAR = 20;
const GAP = 5;
const HEIGHT = 96;

/** Bars by the hour, drawn by the server; the same as a table below it, for whoever does not see them. */
export function hourChart({ summary, series, hours, texts }: ChartParts): Html {
  const { chart } = texts.status;
  const totals = hours.map(({ counts }) => sum(counts));
  const most = Math.max(...totals);
  const label = `${summary} ${chart.most(String(most))}.`;
  return html`<figure class="chart">
    <p class="chart-most">${chart.most(String(most))}</p>
    <svg viewBox="0 0 ${hours.length * BAR} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}">
      ${hours.map(({ counts }, index) => bar({ counts, most, series, index }))}
    </svg>
    <div class="chart-ends" aria-hidden="true"><span>${chart.from}</span><span>${chart.to}</span></div>
    <figcaption class="legend">
      ${series.map(({ look, label: name }) => html`<span><i class="swatch ${look}"></i>${name}</span>`)}
    </figcaption>
    ${details({ summary: chart.table, body: table({ summary, series, hours, texts }) })}
  </figure>`;
}

interface BarParts {
  counts: readonly number[];
  most: number;
  series: readonly Series[];
  index: number;
}

/** From the ground up, in the order of the series; what was counted is at least a pixel or two high. */
function bar({ counts, most, series, index }: BarParts): Html {
  const x = index * BAR + GAP / 2;
  let top = HEIGHT;
  const pieces = counts.map((count, which) => {
    if (count === 0) return false;
    const height = Math.max(3, (count / most) * (HEIGHT - 3 * (counts.length - 1)));
    top = Math.max(0, top - height);
    return html`<rect
      class="${series[which]?.look}"
      x="${x}"
      y="${top.toFixed(1)}"
      width="${BAR - GAP}"
      height="${height.toFixed(1)}"
    ></rect>`;
  });
  const ground = html`<rect class="ground" x="${x}" y="${HEIGHT - 1}" width="${BAR - GAP}" height="1"></rect>`;
  return html`${ground}${pieces}`;
}

function table({ summary, series, hours, texts }: ChartParts): Html {
  const filled = hours.filter(({ counts }) => sum(counts) > 0);
  return html`<div class="table">
    <table>
      <caption class="visually-hidden">
        ${summary}
      </caption>
      <thead>
        <tr>
          <th scope="col">${texts.status.chart.hour}</th>
          ${series.map(({ label }) => html`<th scope="col">${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${filled.map(
          ({ hour, counts }) =>
            html`<tr>
              <th scope="row">${hourWords(hour, texts.page.lang)}</th>
              ${counts.map((count) => html`<td>${count}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const hourWords = (hour: Date, lang: string) =>
  new Intl.DateTimeFormat(lang, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  }).format(hour);

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
