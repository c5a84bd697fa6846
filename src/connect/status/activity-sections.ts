import { html, type Html } from '../../core/page/html.js';
import { badge, section } from '../page/page-parts.js';
import type { Texts } from '../page/texts.js';
import { hourChart } from './hour-chart.js';
import { everyHour, type ShownRun, type StatusModel } from './status-model.js';
import { relativeTime } from './times.js';

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** What ran: a chart and the latest. */
export function runsSection(model: StatusModel, texts: Texts): Html {
  const { runs: words } = texts.status;
  const hours = everyHour(model.now, model.runs).map(({ hour, found }) => ({
    hour,
    counts: [found?.succeeded ?? 0, found?.failed ?? 0],
  }));
  const [succeeded, failed] = [0, 1].map((index) => total(hours.map(({ counts }) => counts[index] ?? 0)));
  const summary = words.summary(succeeded ?? 0, failed ?? 0);
  const chart = hourChart({
    summary,
    hours,
    texts,
    series: [
      { look: 'good', label: words.succeeded },
      { look: 'bad', label: words.failed },
    ],
  });
  const isEmpty = model.runs.length === 0;
  return section({
    title: words.heading,
    lead: isEmpty ? words.none : summary,
    body: html`${!isEmpty && chart} ${latestRuns(model, texts)}`,
  });
}

const RUN_TONES = { queued: 'neutral', running: 'accent', succeeded: 'success', failed: 'danger' } as const;

function latestRuns({ latest, now }: StatusModel, texts: Texts): Html | false {
  const { runs: words } = texts.status;
  if (latest.length === 0) return false;
  return html`<h3>${words.latest}</h3>
    <ul class="rows">
      ${latest.map(
        (run) =>
          html`<li>
            <span class="row-name">${run.title}</span>
            ${badge({ tone: RUN_TONES[run.status], text: words.states[run.status] })}
            <span class="row-about"
              ><time datetime="${run.startedAt.toISOString()}"
                >${relativeTime(run.startedAt, now, texts.page.lang)}</time
              >${aboutRun(run, texts)}</span
            >
          </li>`,
      )}
    </ul>`;
}

function aboutRun({ durationMs, errorCode }: ShownRun, texts: Texts): Html {
  const took = durationMs !== null && html`, ${texts.status.runs.took(durationMs.toLocaleString(texts.page.lang))}`;
  return html`${took}${errorCode !== null && html`, <code>${errorCode}</code>`}`;
}

/** What was sent to those who subscribed. */
export function deliveriesSection(model: StatusModel, texts: Texts): Html {
  const { deliveries: words } = texts.status;
  if (model.deliveries.length === 0) return section({ title: words.heading, lead: words.none, body: false });
  const hours = everyHour(model.now, model.deliveries).map(({ hour, found }) => ({
    hour,
    counts: [found?.delivered ?? 0, found?.pending ?? 0, found?.failed ?? 0],
  }));
  const sums = [0, 1, 2].map((index) => total(hours.map(({ counts }) => counts[index] ?? 0)));
  const [delivered = 0, pending = 0, failed = 0] = sums;
  const summary = words.summary(delivered, failed, pending);
  const chart = hourChart({
    summary,
    hours,
    texts,
    series: [
      { look: 'good', label: words.delivered },
      { look: 'waiting', label: words.pending },
      { look: 'bad', label: words.failed },
    ],
  });
  return section({ title: words.heading, lead: summary, body: chart });
}
