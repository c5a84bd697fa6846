import type { Connector } from './connector.ts';

interface User {
  id: string;
  status: string;
  profile: { login: string };
}

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** What a recipe does with an org, from the first user to the audit trail. */
export async function tellStory(connector: Connector, connectionId: string): Promise<void> {
  const ada = await joiner(connector, connectionId);
  const groupId = await team(connector, connectionId, ada);
  await members(connector, connectionId, groupId);
  await leave(connector, connectionId, ada);
  await lookBack(connector, connectionId, ada);
}

/** Connects the org; gives the connection's id. */
export async function connect(
  connector: Connector,
  { domain, apiToken }: { domain: string; apiToken: string },
): Promise<string> {
  connector.title('Connect the org with an API token; it is tested at Okta before it is stored');
  const auth = { type: 'apiToken', apiToken };
  const created = await connector.send('POST', '/v1/connections', { name: 'Acme', domain, auth });
  connector.expect('the connection is created', created.status, 201);
  const connection = created.body as { id: string; status: string };
  connector.expect('the connection is active', connection.status, 'active');

  connector.title('Ask the connection doctor');
  const tested = await connector.send('POST', `/v1/connections/${connection.id}/test`);
  connector.expect('the doctor finds nothing wrong', (tested.body as { ok: boolean }).ok, true);
  return connection.id;
}

async function joiner(connector: Connector, connectionId: string): Promise<User> {
  connector.title('A new colleague: create the user');
  const profile = {
    firstName: 'Ada',
    lastName: 'Lovelace',
    email: 'ada+demo@acme.example',
    login: 'ada+demo@acme.example',
  };
  const ada = await connector.run<User>(connectionId, 'create-user', { profile, activate: false });
  connector.expect('she is staged', ada.status, 'STAGED');

  connector.title('Activate her without sending mail');
  await connector.run(connectionId, 'activate-user', { userId: ada.id, sendEmail: false });
  await connector.run(connectionId, 'set-password', {
    userId: ada.id,
    credentials: { password: { value: 'Correct-Horse-1842' } },
  });

  connector.title('Find her by login');
  const found = await connector.run<User>(connectionId, 'get-user', { userId: profile.login });
  connector.expect('it is she', found.id, ada.id);
  connector.expect('she is active', found.status, 'ACTIVE');

  connector.title('Find her by a search expression');
  const search = `profile.login eq "${profile.login}"`;
  const { items } = await connector.run<Page<User>>(connectionId, 'search-users', { search, limit: 10 });
  connector.expect(
    'exactly one is found',
    items.map(({ id }) => id),
    [ada.id],
  );
  return ada;
}

async function team(connector: Connector, connectionId: string, ada: User): Promise<string> {
  connector.title('Create a group and find it by its name');
  const group = await connector.run<{ id: string }>(connectionId, 'create-group', {
    profile: { name: 'Analysts', description: 'Made by the demo' },
  });
  const named = await connector.run<{ id: string }[]>(connectionId, 'find-group-by-name', { name: 'Analysts' });
  connector.expect(
    'the name finds the group',
    named.map(({ id }) => id),
    [group.id],
  );

  connector.title('Put her and two others into the group');
  const others = await connector.run<Page<User>>(connectionId, 'list-users', { limit: 3 });
  const userIds = [ada.id, ...others.items.map(({ id }) => id).filter((id) => id !== ada.id)].slice(0, 3);
  for (const userId of userIds) await connector.run(connectionId, 'add-user-to-group', { groupId: group.id, userId });
  const member = await connector.run<boolean>(connectionId, 'is-user-in-group', {
    userId: ada.profile.login,
    groupId: group.id,
  });
  connector.expect('she is a member', member, true);
  return group.id;
}

async function members(connector: Connector, connectionId: string, groupId: string): Promise<void> {
  connector.title("List the group's members, one a page");
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<User> = await connector.run(connectionId, 'list-group-members', {
      groupId,
      limit: 1,
      ...(cursor && { cursor }),
    });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  connector.expect('three different members came', new Set(seen).size, 3);
}

async function leave(connector: Connector, connectionId: string, ada: User): Promise<void> {
  connector.title('A leave of absence: suspend her, look, and bring her back');
  await connector.run(connectionId, 'suspend-user', { userId: ada.id });
  const away = await connector.run<User>(connectionId, 'get-user', { userId: ada.id });
  connector.expect('she is suspended', away.status, 'SUSPENDED');
  await connector.run(connectionId, 'unsuspend-user', { userId: ada.id });

  connector.title('Okta refuses what makes no sense, and the answer says why');
  const path = `/v1/connections/${connectionId}/actions/unsuspend-user`;
  const refused = await connector.send('POST', path, { input: { userId: ada.id } });
  const { code, upstream } = refused.body as { code: string; upstream?: { code?: string } };
  connector.expect('the refusal is a problem with a code', [code, typeof upstream?.code], ['okta_rejected', 'string']);
}

async function lookBack(connector: Connector, connectionId: string, ada: User): Promise<void> {
  connector.title('Search the System Log for what happened to her');
  const filter = `target.id eq "${ada.id}" and eventType sw "user.lifecycle"`;
  const { items } = await connector.run<Page<{ eventType: string }>>(connectionId, 'search-system-log', {
    filter,
    limit: 100,
  });
  const types = new Set(items.map(({ eventType }) => eventType));
  connector.expect('her suspension is there', types.has('user.lifecycle.suspend'), true);

  connector.title("Read the audit trail: who did what, with Okta's request id");
  const audit = await connector.send('GET', `/v1/audit?connectionId=${connectionId}&limit=5`);
  connector.expect('the trail has entries', (audit.body as { data: unknown[] }).data.length, 5);
}
