import { Controller } from '@nestjs/common';
import { DescribedResource, ForItsConnection } from '../tenancy/access.decorators.js';
import { McpRoutes } from './mcp-routes.js';

/** For tokens that name their connection. */
@DescribedResource()
@ForItsConnection()
@Controller('mcp')
export class McpController extends McpRoutes {}
