import type { OpenApi, Tag } from './openapi-types.js';

interface OwnTag {
  group: string;
  description: string;
  /** The controllers whose routes it is for, without `Controller`. */
  controllers: readonly string[];
}

const OWN_TAGS: Readonly<Record<string, OwnTag>> = {
  Connections: {
    group: 'Connections',
    description: "A tenant's Okta orgs: credentials, consent, state and the doctor.",
    controllers: ['Connections', 'Regions', 'PublicKeys', 'ConnectSessions'],
  },
  'Pages in the browser': {
    group: 'Connections',
    description: 'What an administrator meets: the connect page, the consent, the status. No program calls these.',
    controllers: ['Consent', 'ConnectPages', 'ConnectForms', 'PageAssets', 'Status'],
  },
  Catalogue: {
    group: 'Running',
    description: 'What there is: actions, scopes and capabilities, and what of it one connection can do.',
    controllers: ['Catalogue', 'Scopes', 'Capabilities', 'Availability', 'OrgSchemas', 'Options'],
  },
  Running: {
    group: 'Running',
    description: 'Runs by any id, many at once, and what became of them. Each action also has a path of its own.',
    controllers: ['RunAction', 'Batch', 'Runs'],
  },
  Operations: {
    group: 'Running',
    description: "Every other operation of Okta's Management API, run like an action.",
    controllers: ['Operations', 'RunOperation'],
  },
  MCP: {
    group: 'Running',
    description: "The Model Context Protocol: a connection's actions as tools.",
    controllers: ['Mcp', 'ConnectionMcp', 'ProtectedResource'],
  },
  Triggers: {
    group: 'Triggers',
    description: 'What can be heard of, in general and over one connection.',
    controllers: ['Triggers', 'TriggerAvailability'],
  },
  Subscriptions: {
    group: 'Triggers',
    description: 'Who hears of what, and how.',
    controllers: ['Subscriptions', 'ConnectionSubscriptions'],
  },
  Deliveries: {
    group: 'Triggers',
    description: 'What is sent to receivers (webhooks below), what became of it, and pulling instead.',
    controllers: ['Deliveries', 'Pull'],
  },
  'Event hooks': { group: 'Triggers', description: "Okta's side: it calls these.", controllers: ['Hooks'] },
  Audit: { group: 'Operating', description: 'Who did what.', controllers: ['Audit'] },
  Health: { group: 'Operating', description: 'For probes.', controllers: ['Health'] },
  Documents: {
    group: 'Operating',
    description: 'This reference and what it is made from.',
    controllers: ['OpenApi', 'Docs', 'Llms'],
  },
};

const TAG_OF_CONTROLLER = new Map(
  Object.entries(OWN_TAGS).flatMap(([tag, { controllers }]) => controllers.map((name) => [name, tag] as const)),
);

/** The tag of a route by what Nest calls it: the controller without `Controller`. */
export function publicTag(controller: string): string {
  return TAG_OF_CONTROLLER.get(controller) ?? controller;
}

/** The tags of a document's operations with their descriptions, in groups; what is no tag of ours is a family of actions. */
export function tagsOf(paths: OpenApi['paths']): Pick<OpenApi, 'tags' | 'x-tagGroups'> {
  const operations = Object.values(paths).flatMap((item) => Object.values(item));
  const names = [...new Set(operations.flatMap(({ tags = [] }) => tags))];
  const known = Object.keys(OWN_TAGS).filter((name) => names.includes(name));
  const families = names.filter((name) => !(name in OWN_TAGS));
  const groups = Map.groupBy(known, (name) => OWN_TAGS[name]?.group ?? '');
  return {
    tags: [...known.map(ownTag), ...families.map(familyTag)],
    'x-tagGroups': [
      ...[...groups].map(([name, tags]) => ({ name, tags })),
      { name: 'Actions by family', tags: families },
    ],
  };
}

const ownTag = (name: string): Tag => ({ name, description: OWN_TAGS[name]?.description ?? '' });

const familyTag = (name: string): Tag => ({ name, description: `Actions of the family ${name}.` });
