import { Controller } from '@nestjs/common';
import { DescribedResource } from '../tenancy/access.decorators.js';
import { McpRoutes } from './mcp-routes.js';

/** For the connection that the address names. */
@DescribedResource()
@Controller('mcp/:connectionId')
export class ConnectionMcpController extends McpRoutes {}
