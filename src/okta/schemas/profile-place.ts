/** Whose profile lies at a place of an input or output; the org's own schema says what attributes it has. */
export const PROFILE_KINDS = ['user', 'group', 'appUser'] as const;

export type ProfileKind = (typeof PROFILE_KINDS)[number];

/**
 * Marks such a place, as in `z.looseObject({…}).meta(profileOf('user'))`: the schema for one org has the org's own
 * attributes there. Where the marked object requires attributes, those that the org requires are required too;
 * otherwise none is.
 */
export const profileOf = (kind: ProfileKind) => ({ 'x-profile': kind });
