import { Injectable } from '@nestjs/common';
import type { Form } from '../../core/http/form-body.js';
import { html } from '../../core/page/html.js';
import { isKnownScope } from '../../okta/requested-scopes.js';
import { button, buttonRow, form } from '../page/buttons.js';
import { radioCards } from '../page/form-parts.js';
import { SessionBook } from '../sessions/session-book.service.js';
import type { Choice } from '../sessions/session-progress.js';
import type { Visit, VisitAnswer } from '../sessions/visits.service.js';
import { Permissions } from './permissions.service.js';
import { missing } from './problem-of.js';
import { errorOf, problemAt, stepPage } from './step-frame.js';
import { taskPicker } from './task-picker.js';
import { isTaskGroup, TASK_GROUPS, taskFieldOf } from './task-table.js';

const MAX_SCOPES = 200;

/** Step 3, first half: what the connection is to be allowed, by tasks. */
@Injectable()
export class PermissionsStep {
  constructor(
    private readonly permissions: Permissions,
    private readonly book: SessionBook,
  ) {}

  show(visit: Visit): VisitAnswer {
    const { session, texts, csrf, at } = visit;
    if (!session.progress.way) return { redirect: at('way') };
    if (session.scopes) return { redirect: at('setup') };
    const words = texts.steps.permissions;
    const problem = problemAt(visit, 'permissions');
    const choice = session.progress.choice ?? { preset: 'everything' as const, tasks: [], more: [] };
    const tasks = this.permissions.tasks();
    const picker = taskPicker({
      choice,
      tasks,
      texts,
      problem,
      reasons: (scopes, ids) => this.permissions.reasons(scopes, ids),
      withScopes: session.progress.way !== 'apiToken',
    });
    const presets = presetsOf(visit);
    const cards = radioCards({
      name: 'preset',
      legend: words.legend,
      error: errorOf(problem, 'preset'),
      value: choice.preset,
      options: presets.map((value) => ({
        value,
        label: words.presets[value].label,
        description:
          value === 'before' ? words.presets.before.about(session.progress.before.length) : words.presets[value].about,
      })),
    });
    const body = html`${cards}
      <div class="task-picker">${picker}</div>
      ${buttonRow(button({ label: words.submit }))}`;
    return stepPage(visit, {
      step: 'permissions',
      title: words.title,
      lead: session.progress.way === 'apiToken' ? words.leadToken : words.lead,
      main: form({ action: at('permissions'), csrf, body }),
    });
  }

  async submit(visit: Visit, given: Form): Promise<VisitAnswer> {
    const { session, texts, at } = visit;
    const preset = presetsOf(visit).find((offered) => offered === given.get('preset'));
    const choice: Choice = { preset: preset ?? 'everything', tasks: tasksIn(given), more: wordsIn(given.get('more')) };
    const mistake = mistakeIn({ preset, choice, texts });
    if (mistake) {
      await this.book.note(session, { choice, problem: missing('permissions', [mistake]) });
      return { redirect: at('permissions') };
    }
    await this.book.note(session, { choice, problem: null, at: 'setup' });
    return { redirect: at('setup') };
  }
}

function presetsOf({ session: { progress } }: Visit): Choice['preset'][] {
  return [...(progress.before.length > 0 ? (['before'] as const) : []), 'everything', 'reading', 'tasks'];
}

const wordsIn = (text: string | undefined) =>
  [...new Set((text ?? '').split(/[\s,]+/).filter(Boolean))].slice(0, MAX_SCOPES);

const tasksIn = (given: Form) =>
  Object.keys(TASK_GROUPS)
    .filter(isTaskGroup)
    .flatMap((group) =>
      wordsIn(given.get(taskFieldOf(group))).filter((task) => Object.hasOwn(TASK_GROUPS[group], task)),
    );

function mistakeIn({
  preset,
  choice,
  texts,
}: {
  preset: Choice['preset'] | undefined;
  choice: Choice;
  texts: Visit['texts'];
}) {
  const words = texts.steps.permissions;
  if (!preset) return { field: 'preset', message: words.missing };
  if (preset !== 'tasks') return undefined;
  const unknown = choice.more.filter((scope) => !isKnownScope(scope));
  if (unknown.length > 0) return { field: 'more', message: words.moreUnknown(unknown.join(', ').slice(0, 200)) };
  return choice.tasks.length + choice.more.length === 0 ? { field: 'preset', message: words.noTask } : undefined;
}
