/** On whose account calls to Okta count. */
export interface UsageAccount {
  tenantId: string;
  connectionId: string;
  /** Whom Okta counts for: tokens and apps have limits of their own. Connections of one principal share its budget. */
  principal: string;
  /** The most of a bucket that this connection may use in a window, above 0 to 1. */
  share: number;
}
