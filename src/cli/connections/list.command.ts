import type { INestApplicationContext } from '@nestjs/common';
import { Command, Option } from 'commander';
import type { ConnectionView } from '../../connections/connection-view.js';
import { CONNECTION_STATUSES, type ConnectionStatus } from '../../connections/connection.entity.js';
import type { TenantId } from '../../core/tenant-id.js';
import { tenantValue } from '../option-values.js';
import { textTable } from '../text-table.js';

interface ListOptions {
  tenant?: TenantId;
  status?: ConnectionStatus;
  json: boolean;
}

const PAGE = 100;
const HEADING = ['TENANT', 'ID', 'STATUS', 'AUTH', 'DOMAIN', 'NAME', 'REAUTHORIZE BEFORE'];

/** `connections list`: connections of all tenants or of one. */
export function listCommand(): Command {
  return new Command('list')
    .description('list connections of all tenants')
    .option('--tenant <id>', 'of this tenant only', tenantValue)
    .addOption(new Option('--status <status>', 'in this status only').choices(CONNECTION_STATUSES))
    .option('--json', 'as the API shows them', false)
    .action(list);
}

async function list({ json, ...filter }: ListOptions): Promise<void> {
  const { withAdminApplication } = await import('../admin-application.js');
  await withAdminApplication(async (app) => {
    const views: ConnectionView[] = [];
    for await (const page of pages(app, filter)) views.push(...page);
    if (json) return console.log(JSON.stringify(views, null, 2));
    if (views.length === 0) return console.log('There are none.');
    for (const line of textTable([HEADING, ...views.map(rowOf)])) console.log(line);
  });
}

async function* pages(app: INestApplicationContext, { tenant, status }: Omit<ListOptions, 'json'>) {
  for await (const one of tenant === undefined ? tenants(app, status) : [tenant]) yield* pagesOf(app, one, status);
}

/** Those who have such connections. */
async function* tenants(app: INestApplicationContext, status: ConnectionStatus | undefined) {
  const { ConnectionTenants } = await import('../../connections/connection-tenants.repository.js');
  const directory = app.get(ConnectionTenants, { strict: false });
  for (let after: TenantId | '' = ''; ;) {
    const found = await directory.list({ after, status, limit: PAGE });
    yield* found;
    const last = found.at(-1);
    if (last === undefined || found.length < PAGE) return;
    after = last;
  }
}

async function* pagesOf(app: INestApplicationContext, tenant: TenantId, status: ConnectionStatus | undefined) {
  const { ConnectionStore } = await import('../../connections/connection-store.js');
  const { ConnectionViews } = await import('../../connections/connection-views.service.js');
  const store = app.get(ConnectionStore, { strict: false });
  const views = app.get(ConnectionViews, { strict: false });
  for (let after: string | undefined; ;) {
    const found = await store.list(tenant, { status, after, limit: PAGE });
    yield await views.ofAll(tenant, found);
    if (found.length < PAGE) return;
    after = found.at(-1)?.id;
  }
}

function rowOf({ tenantId, id, status, auth, domain, name, reauthorizeBefore }: ConnectionView): string[] {
  return [tenantId, id, status, auth.type, domain, name, reauthorizeBefore ?? '-'];
}
