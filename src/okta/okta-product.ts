/** What an org must have besides Okta's core directory. Without it Okta answers E0000015 (`feature_not_enabled`). */
export type OktaProduct =
  | 'Identity Engine'
  | 'Identity Governance'
  | 'Identity Threat Protection'
  | 'Lifecycle Management'
  | 'Adaptive MFA'
  | 'API Access Management'
  | 'Realms';
