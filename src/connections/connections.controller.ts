import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { pageFrom, type ListPage } from '../core/list-page.js';
import { RequireScope } from '../tenancy/access.decorators.js';
import type { Caller } from '../tenancy/caller.js';
import { CurrentCaller } from '../tenancy/current-caller.decorator.js';
import { ConnectionDoctor } from './connection-doctor.js';
import { ConnectionsQuery, CreateConnection, PatchConnection } from './connection.schema.js';
import { connectionView, type ConnectionView } from './connection-view.js';
import { ConnectionsService } from './connections.service.js';

@Controller('v1/connections')
export class ConnectionsController {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly doctor: ConnectionDoctor,
  ) {}

  @Post()
  @RequireScope('connections:write')
  async create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: CreateConnection }) input: CreateConnection,
  ): Promise<ConnectionView> {
    return connectionView(await this.connections.create(caller, input));
  }

  @Get()
  @RequireScope('connections:read')
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: ConnectionsQuery }) query: ConnectionsQuery,
  ): Promise<ListPage<ConnectionView>> {
    return pageFrom(await this.connections.list(caller, query), query.limit, connectionView);
  }

  @Get(':connectionId')
  @RequireScope('connections:read')
  async get(@CurrentCaller() caller: Caller, @Param('connectionId') id: string): Promise<ConnectionView> {
    return connectionView(await this.connections.get(caller, id));
  }

  @Patch(':connectionId')
  @RequireScope('connections:write')
  async patch(
    @CurrentCaller() caller: Caller,
    @Param('connectionId') id: string,
    @Body({ schema: PatchConnection }) input: PatchConnection,
  ): Promise<ConnectionView> {
    return connectionView(await this.connections.patch(caller, id, input));
  }

  @Delete(':connectionId')
  @HttpCode(204)
  @RequireScope('connections:write')
  async delete(@CurrentCaller() caller: Caller, @Param('connectionId') id: string): Promise<void> {
    await this.connections.delete(caller, id);
  }

  @Post(':connectionId/test')
  @HttpCode(200)
  @RequireScope('connections:write')
  async test(@CurrentCaller() caller: Caller, @Param('connectionId') id: string) {
    return this.doctor.examine(caller, id);
  }

  @Post(':connectionId/disable')
  @HttpCode(200)
  @RequireScope('connections:write')
  async disable(@CurrentCaller() caller: Caller, @Param('connectionId') id: string): Promise<ConnectionView> {
    return connectionView(await this.connections.disable(caller, id));
  }

  @Post(':connectionId/enable')
  @HttpCode(200)
  @RequireScope('connections:write')
  async enable(@CurrentCaller() caller: Caller, @Param('connectionId') id: string): Promise<ConnectionView> {
    return connectionView(await this.connections.enable(caller, id));
  }
}
