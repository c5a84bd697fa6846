/** Why something does not work in an org that has not been upgraded, and what to do about it. */
export const CLASSIC_ENGINE = {
  reason: 'The org runs on Okta Classic Engine; this needs Okta Identity Engine.',
  remedy: 'Ask Okta to upgrade the org to Identity Engine.',
};
