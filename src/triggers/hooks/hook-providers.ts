import type { Provider } from '@nestjs/common';
import { HookAdmission } from './hook-admission.js';
import { HookCalls } from './hook-calls.service.js';
import { HookDirectory } from './hook-directory.service.js';
import { HookManager } from './hook-manager.service.js';
import { HookPlanner } from './hook-planner.service.js';
import { HookRequests } from './hook-requests.service.js';
import { HookStandings } from './hook-standings.service.js';
import { HookUpkeep } from './hook-upkeep.service.js';
import { OktaHookRepository } from './okta-hook.repository.js';

/** Event hooks: providers of the triggers' module. Needs the repositories of events and subscriptions, and the intake. */
export const HOOK_PROVIDERS: Provider[] = [
  HookAdmission,
  HookCalls,
  HookDirectory,
  HookManager,
  HookPlanner,
  HookRequests,
  HookStandings,
  HookUpkeep,
  OktaHookRepository,
];
