import { z } from 'zod';
import { scimAll, scimAny, scimStartsWith } from '../../okta/schemas/scim.js';
import { ORG_READS } from '../org-reads/org-operation.js';
import { orgList, type Option, type OptionSource } from './option-source.js';

const text = z.string().nullish().catch(null);

const PickedUser = z.looseObject({
  id: z.string(),
  status: text,
  profile: z.looseObject({ login: text, email: text, firstName: text, lastName: text, displayName: text }),
});

/** Only what is shown is asked for. */
const FIELDS = 'id,status,profile:(login,email,firstName,lastName,displayName)';

/** The beginning of login, e-mail address or either name, or of both names. */
function userSearch(q: string): string {
  const [first = q, ...rest] = q.split(/\s+/);
  const begins = ['login', 'email', 'firstName', 'lastName'].map((name) => scimStartsWith(`profile.${name}`, q));
  if (rest.length === 0) return scimAny(...begins);
  const last = rest.join(' ');
  const bothNames = scimAll(scimStartsWith('profile.firstName', first), scimStartsWith('profile.lastName', last));
  return scimAny(...begins, scimAny(bothNames));
}

function userOption({ id, status, profile }: z.output<typeof PickedUser>): Option {
  const { login, email, firstName, lastName, displayName } = profile;
  const name = [firstName, lastName].filter(Boolean).join(' ') || displayName;
  return {
    value: id,
    label: name || login || id,
    description: [login, email === login ? null : email, status].filter(Boolean).join(', ') || null,
  };
}

/** Without `q` all users but deactivated ones; with it those, too. */
export const userOptions: OptionSource = {
  parameters: [],
  lists: ({ q, limit }) => [
    orgList({
      operation: ORG_READS.users,
      input: { ...(q !== undefined && { search: userSearch(q) }), fields: FIELDS, limit },
      searchedBy: 'okta',
      item: PickedUser,
      option: userOption,
    }),
  ],
};
