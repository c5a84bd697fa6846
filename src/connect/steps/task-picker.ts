import type { CapabilityView } from '../../actions/capabilities/capabilities.js';
import { html, type Html } from '../../core/page/html.js';
import { checkboxList, field } from '../page/form-parts.js';
import { badge, details } from '../page/page-parts.js';
import type { Texts } from '../page/texts.js';
import type { Choice, Problem } from '../sessions/session-progress.js';
import type { ScopeReason } from './permissions.service.js';
import { scopeReasons } from './scope-reasons.js';
import { errorOf } from './step-frame.js';
import { isTaskGroup, TASK_GROUPS, taskFieldOf, type TaskGroup } from './task-table.js';

interface PickerParts {
  choice: Choice;
  tasks: readonly CapabilityView[];
  problem: Problem | null;
  texts: Texts;
  reasons: (scopes: readonly string[], ids: readonly string[]) => ScopeReason[];
  /** False for an API token, which has no scopes: there the tasks say the admin role alone. */
  withScopes: boolean;
}

const TONES = { read: 'success', write: 'neutral', destructive: 'warning' } as const;

/** The tasks to tick, each with the scopes it takes and why. */
export function taskPicker(parts: PickerParts): Html {
  const { choice, texts, problem, withScopes } = parts;
  const words = texts.steps.permissions;
  const groups = Object.keys(TASK_GROUPS).filter(isTaskGroup);
  const lists = groups.map((group) => taskGroup(group, parts));
  const more = field({
    name: 'more',
    label: words.more,
    hint: words.moreHint,
    error: errorOf(problem, 'more'),
    value: choice.more.join(' '),
    optional: words.optional,
    code: true,
  });
  return html`${lists}${withScopes && more}`;
}

/** Folded while nothing in it is ticked: there are many tasks, and most people want few. */
function taskGroup(group: TaskGroup, parts: PickerParts): Html {
  const words = parts.texts.steps.permissions;
  const tasks = parts.tasks.filter(({ id }) => Object.hasOwn(TASK_GROUPS[group], id));
  const chosen = tasks.filter(({ id }) => parts.choice.tasks.includes(id)).length;
  const list = checkboxList({
    name: taskFieldOf(group),
    legend: words.groups[group],
    options: tasks.map((task) => ({
      value: task.id,
      label: html`${task.title} ${badge({ tone: TONES[task.effect], text: words.effects[task.effect] })}`,
      description: aboutTask(task, parts),
      checked: parts.choice.tasks.includes(task.id),
    })),
  });
  return details({ summary: words.group(words.groups[group], chosen, tasks.length), body: list, open: chosen > 0 });
}

function aboutTask({ description, requiredScopes, actions, triggers }: CapabilityView, parts: PickerParts): Html {
  const words = parts.texts.steps.permissions;
  if (!parts.withScopes) return html`${description}`;
  if (requiredScopes.length === 0) return html`${description} ${words.noScopes}`;
  const reasons = parts.reasons(requiredScopes, [...actions, ...triggers]);
  const summary = words.why(requiredScopes.length);
  return html`${description} ${details({ summary, body: scopeReasons(reasons, parts.texts) })}`;
}
