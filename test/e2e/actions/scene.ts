import { expect } from '@jest/globals';
import { ActionRegistry } from '../../../src/actions/registry.js';
import { type ApiAnswer, callApi } from '../../okta-org/api-call.ts';
import type { OktaOrg, SeededIds } from '../../okta-org/okta-org-process.ts';
import type { Page, Problem, Stage } from '../../support/service.js';

export const PASSWORD = 'Correct-Horse-1842';
export const ANSWER = 'Difference';

interface Identified {
  id: string;
}

interface NewUser {
  login?: string;
  profile?: Record<string, unknown>;
  activate?: boolean;
  groupIds?: string[];
  password?: string | null;
}

const registry = new ActionRegistry();

/** A freshly seeded org before the service, and a way past the service into the org itself. */
export class Scene {
  readonly #inputs = new Map<string, object>();
  #users = 0;

  private constructor(
    readonly stage: Stage,
    readonly seeded: SeededIds,
  ) {}

  static async open(stage: Stage): Promise<Scene> {
    const { seeded } = await stage.org.reset();
    return new Scene(stage, seeded);
  }

  get org(): OktaOrg {
    return this.stage.org;
  }

  /** What the last run of an action was given. */
  lastInput(actionId: string): object | undefined {
    return this.#inputs.get(actionId);
  }

  /** Runs an action through the service: it must succeed, fit its schema, and have written to the org or not. */
  async run<T>(actionId: string, input: object, { changed }: { changed: boolean }): Promise<T> {
    this.#inputs.set(actionId, input);
    await this.org.clearRequests();
    const { status, body, text } = await this.stage.run<T>(actionId, input);
    if (status !== 200) throw new Error(`${actionId} answered ${status}: ${text}`);
    expect(registry.find(actionId)?.definition.output.safeParse(body.output).error?.issues ?? []).toEqual([]);
    expect([body.changed, await this.#hasWritten()]).toEqual([changed, changed]);
    return body.output;
  }

  /** The problem that an action answers with, which must leave the org as it was. */
  async refusal(actionId: string, input: object): Promise<Problem> {
    this.#inputs.set(actionId, input);
    await this.org.clearRequests();
    const { status, body, text } = await this.stage.run(actionId, input);
    if (status === 200) throw new Error(`${actionId} was not refused: ${text}`);
    expect(body).toMatchObject({ status, code: expect.any(String), detail: expect.any(String) });
    expect(await this.#hasWritten()).toBe(false);
    return body;
  }

  /** Every page of a list. */
  async pages(actionId: string, input: object): Promise<unknown[][]> {
    const pages: unknown[][] = [];
    let cursor: string | null = null;
    do {
      const given: object = { ...input, ...(cursor !== null && { cursor }) };
      const page = await this.stage.output<Page<unknown>>(actionId, given);
      pages.push(page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return pages;
  }

  /** Calls the org itself with its API token. */
  call(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
    return callApi(this.org, method, path, body === undefined ? {} : { body });
  }

  /** What the org itself answers to a GET. */
  async okta<T = unknown>(path: string): Promise<T> {
    return this.#accepted<T>('GET', path);
  }

  async userInOkta(id: string): Promise<unknown> {
    return this.okta(`/api/v1/users/${id}`);
  }

  async idsInOkta(path: string): Promise<string[]> {
    return idsOf(await this.okta<Identified[]>(path));
  }

  /** Whether the org has something at this path. */
  async exists(path: string): Promise<boolean> {
    return (await this.call('GET', path)).status === 200;
  }

  /** How many events of a type the org has logged about somebody. */
  async logged(eventType: string, targetId: string): Promise<number> {
    const filter = encodeURIComponent(`eventType eq "${eventType}" and target.id eq "${targetId}"`);
    return (await this.okta<unknown[]>(`/api/v1/logs?filter=${filter}`)).length;
  }

  /** Whether the org takes this password for the user's present one; if so, it is another one afterwards. */
  async takesPassword(userId: string, password: string): Promise<boolean> {
    const answer = await this.call('POST', `/api/v1/users/${userId}/credentials/change_password`, {
      oldPassword: { value: password },
      newPassword: { value: 'Probe-Only-1815' },
    });
    return answer.status === 200;
  }

  /** Whether the org takes this answer to the user's recovery question; if so, it sets another password. */
  async takesAnswer(userId: string, answer: string): Promise<boolean> {
    const path = `/api/v1/users/${userId}/credentials/forgot_password_recovery_question`;
    const body = { password: { value: 'Probe-Only-1815' }, recovery_question: { answer } };
    return (await this.call('POST', path, body)).status === 200;
  }

  /** Makes a user in the org itself, ACTIVE with a password and a recovery question unless said otherwise; gives the id. */
  async user({ login, profile, activate = true, groupIds = [], password = PASSWORD }: NewUser = {}): Promise<string> {
    this.#users += 1;
    const name = login ?? `new.user${this.#users}@acme.example`;
    const { id } = await this.#accepted<Identified>('POST', `/api/v1/users?activate=${activate}`, {
      profile: { login: name, email: name, firstName: 'New', lastName: 'User', ...profile },
      groupIds,
      ...(password !== null && {
        credentials: {
          password: { value: password },
          recovery_question: { question: 'What was the name of your first engine?', answer: ANSWER },
        },
      }),
    });
    return id;
  }

  /** Makes a group with these members in the org itself; gives the id. */
  async group(name: string, members: string[] = []): Promise<string> {
    const { id } = await this.#accepted<Identified>('POST', '/api/v1/groups', { profile: { name } });
    for (const userId of members) await this.call('PUT', `/api/v1/groups/${id}/users/${userId}`);
    return id;
  }

  /** Opens an Okta session of the user; gives its path in the org. */
  async session(userId: string): Promise<string> {
    const { sessionIds } = await this.org.seed({ sessions: [{ userId }] });
    return `/api/v1/sessions/${sessionIds[0]}`;
  }

  async #accepted<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.call(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  }

  async #hasWritten(): Promise<boolean> {
    return (await this.org.requests()).some(({ method, status }) => method !== 'GET' && (status ?? 500) < 300);
  }
}

export const idsOf = (items: readonly Identified[]): string[] => items.map(({ id }) => id);

/** Expects what an API token meets where Okta takes OAuth access tokens alone: a way out, and nothing sent. */
export async function expectOauthOnly(
  scene: Scene,
  action: { id: string; input: object; scope: string },
): Promise<void> {
  expect(await scene.refusal(action.id, action.input)).toMatchObject({
    status: 403,
    code: 'insufficient_scope',
    retryable: false,
    detail: expect.stringContaining('API token'),
    missingScopes: [action.scope],
    remedy: expect.stringMatching(/by consent or by client credentials/),
  });
  expect(await scene.org.requests()).toEqual([]);
}
