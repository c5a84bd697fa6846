import { Module } from '@nestjs/common';
import { ActionsModule } from '../actions/actions.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { ConnectionMcpController } from './connection-mcp.controller.js';
import { McpEndpoint } from './mcp-endpoint.service.js';
import { McpController } from './mcp.controller.js';
import { ProtectedResourceController } from './protected-resource.controller.js';
import { ToolCalls } from './tool-calls.service.js';
import { ToolList } from './tool-list.service.js';

/** The actions of one connection for programs that speak the Model Context Protocol; only where `MCP_ENABLED` says so. */
@Module({
  imports: [ActionsModule, ConnectionsModule],
  controllers: [McpController, ConnectionMcpController, ProtectedResourceController],
  providers: [McpEndpoint, ToolCalls, ToolList],
})
export class McpModule {}
