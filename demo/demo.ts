// The main job, end to end: `npm run demo` starts an embedded Postgres, a local Okta org, a receiver of webhooks and the
// service, tells the stories in story.ts, trigger-story.ts and oauth-story.ts and stays up; with `--once` it ends after
// them (exit code 1 when anything differs).
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { parseArgs, styleText } from 'node:util';
import { startOktaOrg } from '../test/okta-org/okta-org-process.ts';
import { Connector } from './connector.ts';
import { tellOauthStory } from './oauth-story.ts';
import { startService } from './service-process.ts';
import { connect, tellStory } from './story.ts';
import { lookAtArrivals, subscribe } from './trigger-story.ts';
import { WebhookReceiver } from './webhook-receiver.ts';

const DATA_DIR = '.data/demo';
const { values: options } = parseArgs({ options: { once: { type: 'boolean', default: false } } });

await rm(DATA_DIR, { recursive: true, force: true });
console.log('Starting a local Okta org, an embedded Postgres and the service …');
const org = await startOktaOrg({ users: 25 });
const receiver = await WebhookReceiver.start();
const service = await startService({ dataDir: DATA_DIR, oktaOrigin: org.url, receiverOrigin: receiver.origin });
const connector = new Connector(service.baseUrl, service.token);
process.exitCode = await demonstrate();
await service.stop();
await receiver.stop();
await org.stop();

async function demonstrate(): Promise<number> {
  const connectionId = await connect(connector, { domain: new URL(org.url).host, apiToken: org.apiToken });
  await subscribe(connector, connectionId, receiver);
  await tellStory(connector, connectionId);
  await lookAtArrivals(connector, receiver);
  await tellOauthStory(connector, org);
  const { differences } = connector;
  console.log(
    differences === 0
      ? styleText('green', '\nEverything was as expected.')
      : styleText('red', `\n${differences} difference(s).`),
  );
  if (!options.once) await stayUp(connectionId);
  return differences === 0 ? 0 : 1;
}

async function stayUp(connectionId: string): Promise<void> {
  const { baseUrl, token } = service;
  console.log(`
The service stays up until Ctrl+C.
  Base URL       ${baseUrl}
  API reference  ${baseUrl}/docs
  Local Okta org ${org.url}
  Bearer token   ${token}

Try it:
  curl -s -X POST ${baseUrl}/v1/connections/${connectionId}/actions/list-users \\
    -H 'authorization: Bearer ${token}' -H 'content-type: application/json' \\
    -d '{"input": {"limit": 2}}'
What users are made, suspended or put into groups of the local org goes on arriving here.
`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), service.exited]);
}
