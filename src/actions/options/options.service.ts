import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { OktaSession } from '../../connections/okta-session.js';
import { ConnectorError } from '../../core/errors.js';
import type { ListPage } from '../../core/list-page.js';
import type { Caller } from '../../tenancy/caller.js';
import { OrgReader } from '../org-reads/org-reader.js';
import { PageCursor } from '../page-cursor.js';
import { collectOptions, FIRST_PLACE, type OptionPlace } from './collect-options.js';
import type { Option, OptionQuery, OptionSource, OrgList } from './option-source.js';
import { OPTION_SOURCES } from './option-sources.js';

export interface OptionsRequest extends OptionQuery {
  source: string;
  cursor: string | undefined;
}

const Place = z.object({ list: z.int(), target: z.string().nullable(), skip: z.int() });

/** The pick lists of one org: searched at Okta where Okta can, else read to the end and picked from. */
@Injectable()
export class OptionsService {
  constructor(
    private readonly reader: OrgReader,
    private readonly cursors: PageCursor,
  ) {}

  /**
   * A page of at most `limit` options. It may hold fewer, even none, while there are more.
   * @throws ConnectorError `not_found` for an unknown source, `insufficient_scope` before anything is sent
   */
  async list(caller: Caller, connectionId: string, request: OptionsRequest): Promise<ListPage<Option>> {
    const lists = sourceOf(request).lists(request);
    const session = await this.reader.open(caller.tenantId, connectionId);
    this.reader.assertReadable(
      session,
      lists.flatMap((list) => (list.kind === 'org' ? [list.operation] : [])),
    );
    const binding = bindingOf(session, request);
    const from = request.cursor === undefined ? FIRST_PLACE : await this.#open(binding, request.cursor);
    const read = (list: OrgList, target: string | null) => this.#read(session, list, target);
    const { options, next } = await collectOptions({ lists, q: request.q, limit: request.limit, read }, from);
    return { data: options, nextCursor: next ? await this.cursors.seal(binding, JSON.stringify(next)) : null };
  }

  async #read(session: OktaSession, list: OrgList, target: string | null) {
    try {
      const input = { ...list.input, ...(target !== null && { cursor: target }) };
      const { page } = await this.reader.read(session, list.operation, input);
      return { items: page?.items ?? [], next: page?.nextCursor ?? null };
    } catch (error) {
      if (list.mayBeRefused && isRefusal(error)) return { items: [], next: null };
      throw error;
    }
  }

  async #open(binding: ReturnType<typeof bindingOf>, cursor: string): Promise<OptionPlace> {
    const text = await this.cursors.tryOpen(binding, cursor);
    if (text !== undefined) return Place.parse(JSON.parse(text));
    throw new ConnectorError(
      'invalid_input',
      'The cursor is not one that these options gave for this connection and search. Leave it out to begin anew.',
      { errors: [{ pointer: '/cursor', message: 'is not a cursor of these options' }] },
    );
  }
}

function sourceOf(request: OptionsRequest): OptionSource {
  const sources: ReadonlyMap<string, OptionSource> = new Map(Object.entries(OPTION_SOURCES));
  const source = sources.get(request.source);
  if (!source) {
    throw new ConnectorError('not_found', `There are no such options. There are: ${[...sources.keys()].join(', ')}.`);
  }
  for (const name of ['type', 'userId'] as const) {
    if (request[name] === undefined || source.parameters.includes(name)) continue;
    throw new ConnectorError('invalid_input', `The options ${request.source} take no ${name}.`, {
      errors: [{ pointer: `/${name}`, message: `is no parameter of ${request.source}` }],
    });
  }
  return source;
}

/** A cursor goes on with the search that it came from, and with no other. */
function bindingOf({ tenantId, connectionId }: OktaSession, { source, q, type, userId }: OptionsRequest) {
  const search = createHash('sha256')
    .update(JSON.stringify([source, q, type, userId]))
    .digest('base64url');
  return { tenantId, connectionId, actionId: `options:${search}` };
}

const isRefusal = (error: unknown): boolean =>
  error instanceof ConnectorError && (error.code === 'feature_not_enabled' || error.code === 'okta_rejected');
