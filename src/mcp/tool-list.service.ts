import { Inject, Injectable } from '@nestjs/common';
import type { Tool } from '@modelcontextprotocol/server';
import { availabilityOf } from '../actions/availability/availability.js';
import { ActionRegistry, type RegisteredAction } from '../actions/registry.js';
import { ConnectionAccess, type ConnectionStanding } from '../connections/connection-access.js';
import { cataloguePage } from '../core/catalogue-page.js';
import type { McpBinding } from './mcp-binding.js';
import { toolOf } from './tool.js';

/** Some 100 kB. */
const TOOLS_PER_PAGE = 100;

/** The actions of one connection as tools. */
@Injectable()
export class ToolList {
  readonly #tools = new Map<string, Tool>();

  constructor(
    @Inject(ActionRegistry) private readonly registry: ActionRegistry,
    private readonly connections: ConnectionAccess,
  ) {}

  /** The page of tools after `cursor`. @throws ConnectorError `not_found`, `invalid_input` for a foreign cursor */
  async page({ caller, connectionId }: McpBinding, cursor?: string): Promise<{ tools: Tool[]; nextCursor?: string }> {
    const standing = await this.connections.standing(caller.tenantId, connectionId);
    const offered = this.registry.list().filter((action) => isOffered(action, standing));
    const query = { limit: TOOLS_PER_PAGE, cursor, q: undefined };
    const { data: tools, nextCursor } = cataloguePage(offered, query, (action) => this.#toolOf(action));
    return { tools, ...(nextCursor !== null && { nextCursor }) };
  }

  #toolOf(action: RegisteredAction): Tool {
    const tool = this.#tools.get(action.id) ?? toolOf(action);
    this.#tools.set(action.id, tool);
    return tool;
  }
}

/**
 * What the connection's scopes permit, and of a read-only connection what reads. A connection that cannot act at the
 * moment keeps its tools: their results say what to do about it.
 */
function isOffered(action: RegisteredAction, standing: ConnectionStanding): boolean {
  if (standing.readOnly && action.effect !== 'read') return false;
  return availabilityOf(action, { ...standing, obstacle: undefined }).available;
}
