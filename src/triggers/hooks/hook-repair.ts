import { ConnectorError } from '../../core/errors.js';
import type { EventHookClient } from '../../okta/event-hooks/event-hook-client.js';
import { hookUri, MAX_ACTIVE_HOOKS, type HookContent, type RemoteHook } from '../../okta/event-hooks/event-hook.js';
import type { HookPlanner } from './hook-planner.service.js';
import { ownHooks, stepsFor, type HookStep, type WantedHook } from './hook-steps.js';
import type { OktaHook } from './okta-hook.js';
import type { HookChanges } from './okta-hook.repository.js';

interface RepairParts {
  remote: EventHookClient;
  planner: Pick<HookPlanner, 'note' | 'forget' | 'secretOf'>;
  publicUrl: string;
}

/** Left to the org for hooks of its own. */
const ROOM_FOR_OTHERS = 2;

/** Brings one connection's hooks at Okta in step, one after the other. What was achieved is noted at once. */
export class HookRepair {
  readonly #parts: RepairParts;
  #found: readonly RemoteHook[] = [];

  constructor(parts: RepairParts) {
    this.#parts = parts;
  }

  /** Reads what Okta has; before everything else. */
  async look(): Promise<void> {
    this.#found = await this.#parts.remote.list();
  }

  async mend(hook: OktaHook): Promise<void> {
    const wanted = this.#wanted(hook);
    await this.#noteFound(hook, ownHooks(wanted, this.#found)[0]);
    const steps = stepsFor(wanted, this.#found);
    let last: RemoteHook | undefined;
    for (const step of steps) last = (await this.#take(step, hook)) ?? last;
    if (last && last.verificationStatus !== 'VERIFIED') await this.#parts.remote.lifecycle(last.id, 'verify');
    await this.#note(hook, { state: 'verified', stateReason: null, confirmedTypes: [...hook.eventTypes] });
  }

  async remove(hook: OktaHook): Promise<void> {
    for (const { id } of ownHooks(this.#wanted(hook), this.#found)) await this.#parts.remote.remove(id);
    await this.#parts.planner.forget(hook);
  }

  /** An administrator may have disabled, changed or deleted it: then it is known not to work before it is mended. */
  async #noteFound(hook: OktaHook, found: RemoteHook | undefined): Promise<void> {
    const works = found?.status === 'ACTIVE' && found.verificationStatus === 'VERIFIED';
    await this.#note(hook, { oktaId: found?.id ?? null, confirmedTypes: works ? found.events.items : [] });
  }

  async #take(step: HookStep, hook: OktaHook): Promise<RemoteHook | undefined> {
    const { remote } = this.#parts;
    if (step.kind === 'create') return this.#create(hook);
    if (step.kind === 'replace') return this.#replace(hook, step.oktaId);
    if (step.kind !== 'remove') return remote.lifecycle(step.oktaId, step.kind);
    await remote.remove(step.oktaId);
    return undefined;
  }

  async #create(hook: OktaHook): Promise<RemoteHook> {
    this.#assertRoom();
    const created = await this.#sendNew(hook);
    const kept = await this.#note(hook, { oktaId: created.id, secretSetAt: new Date() });
    this.#found = [...this.#found, created];
    if (kept) return created;
    // The connection was deleted while Okta answered.
    await this.#parts.remote.remove(created.id);
    throw new ConnectorError('not_found', 'The connection of this event hook is gone.');
  }

  /** A lost answer is looked up rather than asked for again. */
  async #sendNew(hook: OktaHook): Promise<RemoteHook> {
    try {
      return await this.#parts.remote.create(await this.#content(hook));
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.code !== 'outcome_unknown') throw error;
      await this.look();
      const [made] = ownHooks(this.#wanted(hook), this.#found);
      if (made) return made;
      throw error;
    }
  }

  async #replace(hook: OktaHook, oktaId: string): Promise<RemoteHook> {
    const replaced = await this.#parts.remote.replace(oktaId, await this.#content(hook));
    const works = replaced.status === 'ACTIVE' && replaced.verificationStatus === 'VERIFIED';
    const confirmedTypes = works ? replaced.events.items : [];
    await this.#note(hook, { oktaId, secretSetAt: new Date(), confirmedTypes });
    return replaced;
  }

  #assertRoom(): void {
    const active = this.#found.filter(({ status }) => status !== 'INACTIVE').length;
    if (active < MAX_ACTIVE_HOOKS - ROOM_FOR_OTHERS) return;
    throw new ConnectorError(
      'okta_conflict',
      `The org has ${active} of ${MAX_ACTIVE_HOOKS} active event hooks already.`,
    );
  }

  async #content(hook: OktaHook): Promise<HookContent> {
    const { name, uri, eventTypes } = this.#wanted(hook);
    return { name, uri, eventTypes, secret: await this.#parts.planner.secretOf(hook) };
  }

  #wanted({ id, connectionId, ordinal, eventTypes, oktaId, secretSetAt }: OktaHook): WantedHook {
    const name = `okta-connector ${connectionId} ${ordinal + 1}`;
    const uri = hookUri(this.#parts.publicUrl, id);
    return { name, uri, eventTypes, oktaId, secretSet: secretSetAt !== null };
  }

  #note(hook: OktaHook, changes: HookChanges): Promise<boolean> {
    Object.assign(hook, changes);
    return this.#parts.planner.note(hook, changes);
  }
}
