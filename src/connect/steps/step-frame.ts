import { html, type Html } from '../../core/page/html.js';
import type { Page } from '../../core/page/pages.js';
import { errorSummary, facts, progress } from '../page/page-parts.js';
import type { ConnectSession } from '../sessions/connect-session.js';
import type { Problem, Step } from '../sessions/session-progress.js';
import type { Visit } from '../sessions/visits.service.js';

/** Where each page stands among the five steps that are shown. */
const PLACES: Record<Exclude<Step, 'done'>, number> = {
  org: 0,
  way: 1,
  permissions: 2,
  setup: 2,
  credentials: 3,
  key: 3,
  consent: 3,
  result: 4,
};

/** The page to which each of the shown steps leads back. */
const WAYS_BACK = ['org', 'way', 'setup', 'credentials', 'result'] as const;

interface StepPage {
  step: Exclude<Step, 'done'>;
  title: string;
  heading?: string;
  lead?: string | Html;
  main: Html;
}

/** A page of the visit: with the five steps above, and with what is settled beside it. */
export function stepPage(visit: Visit, { step, main, ...page }: StepPage): Page {
  const { texts } = visit;
  return {
    ...page,
    texts: texts.page,
    progress: progress({ steps: stepsAt(visit, PLACES[step]), texts }),
    main: html`${problemSummary(visit, step)}${main}`,
    aside: settled(visit),
  };
}

function stepsAt({ session, at, texts }: Visit, place: number) {
  return texts.steps.frame.steps.map((label, index) => {
    if (index >= place) return { label, state: index === place ? ('current' as const) : ('ahead' as const) };
    const back = WAYS_BACK[index] ?? 'org';
    return { label, state: 'done' as const, href: mayGoBack(session, back) ? at(back) : undefined };
  });
}

/** Which org, and for a sole way which way, is fixed when a connection is connected again. */
const mayGoBack = ({ reconnects }: ConnectSession, step: string) => !(reconnects && step === 'org');

/** The problem of the last try, where this page has to show it. */
export const problemAt = ({ session }: Visit, step: Step): Problem | null =>
  session.progress.problem?.step === step ? session.progress.problem : null;

/** What is wrong with a field, for the form part that shows it. */
export const errorOf = (problem: Problem | null, field: string): string | undefined =>
  problem?.errors.find((error) => error.field === field)?.message;

function problemSummary(visit: Visit, step: Step): Html {
  const problem = problemAt(visit, step);
  const { frame } = visit.texts.steps;
  if (!problem) return html``;
  const errors = problem.errors.map(({ field, message }) => (field === null ? { message } : { name: field, message }));
  const more = html`${problem.remedy !== null && html`<p>${problem.remedy}</p>`}
  ${problem.oktaSays !== null && html`<p class="okta-says">${frame.oktaSays(problem.oktaSays)}</p>`}`;
  return errorSummary({ title: frame.problem, errors, more });
}

function settled({ session, texts }: Visit): Html {
  const { frame, way: wayTexts } = texts.steps;
  const { org, way } = session.progress;
  const minutes = Math.max(1, Math.ceil((session.expiresAt.getTime() - Date.now()) / 60_000));
  const rows = [
    org && { term: frame.org, value: org.domain },
    org?.customDomain && org.customDomain !== org.domain && { term: frame.customDomain, value: org.customDomain },
    org && {
      term: frame.engine,
      value: frame.engines[org.pipeline === 'idx' || org.pipeline === 'v1' ? org.pipeline : 'unknown'],
    },
    way && { term: frame.way, value: wayTexts.ways[way].label },
    { term: frame.region, value: session.region },
    { term: frame.leadsBack, value: new URL(session.returnUrl).host },
    { term: frame.timeLeft, value: frame.minutes(minutes) },
  ].filter((row) => row !== null && row !== undefined && typeof row === 'object');
  return html`<h2>${frame.about}</h2>
    ${facts(rows)}`;
}
