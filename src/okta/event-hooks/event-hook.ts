import { z } from 'zod';

/** Okta's limits: https://developer.okta.com/docs/concepts/event-hooks/ */
export const MAX_TYPES_PER_HOOK = 300;
export const MAX_ACTIVE_HOOKS = 25;

/** The header that carries the secret. */
export const SECRET_HEADER = 'Authorization';

/** What of an event hook as Okta answers it matters here. The secret never comes back. */
export const RemoteHook = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string().optional(),
  verificationStatus: z.string().optional(),
  events: z.object({ items: z.array(z.string()) }),
  channel: z.object({ config: z.object({ uri: z.string() }) }),
});

export type RemoteHook = z.output<typeof RemoteHook>;

/** A whole event hook, to be created or put in the place of one. */
export interface HookContent {
  name: string;
  uri: string;
  secret: string;
  eventTypes: readonly string[];
}

/** The body of `createEventHook` and `replaceEventHook`. */
export function hookBody({ name, uri, secret, eventTypes }: HookContent): object {
  const authScheme = { type: 'HEADER', key: SECRET_HEADER, value: secret };
  return {
    name,
    events: { type: 'EVENT_TYPE', items: eventTypes },
    channel: { type: 'HTTP', version: '1.0.0', config: { uri, authScheme } },
  };
}

/** Where Okta finds us. */
export const hookUri = (publicUrl: string, hookId: string): string => `${publicUrl}/hooks/okta/${hookId}`;
