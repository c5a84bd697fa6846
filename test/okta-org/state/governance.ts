import { OrderedStore } from './ordered-store.ts';

/** Who made and last changed an object of Okta Identity Governance, and when. */
interface Authored {
  id: string;
  created: string;
  createdBy: string;
  lastUpdated: string;
  lastUpdatedBy: string;
}

export interface CampaignRecord extends Authored {
  name: string;
  status: 'SCHEDULED' | 'ACTIVE' | 'COMPLETED';
  /** The request that made it. */
  given: Record<string, unknown>;
  startDate: string;
  endDate: string;
  scheduleType: string;
  reviewerType: string;
}

/** One decision to be taken: whether a principal keeps a resource. */
export interface ReviewRecord extends Authored {
  campaignId: string;
  resourceId: string;
  principalId: string;
  reviewerId: string;
  decision: 'UNREVIEWED' | 'APPROVE' | 'REVOKE';
}

export interface EntitlementRecord extends Authored {
  name: string;
  externalValue: string;
  description: string | null;
  multiValue: boolean;
  required: boolean;
  dataType: string;
  appId: string;
  values: { id: string; name: string; externalValue: string }[];
}

export interface GovernanceGrantRecord extends Authored {
  grantType: string;
  action: string;
  actor: string;
  appId: string;
  principalId: string;
  entitlements: { id: string; values: { id: string }[] }[];
  scheduleSettings: Record<string, unknown> | null;
}

/** What Okta Identity Governance knows. */
export class GovernanceState {
  readonly campaigns: OrderedStore<CampaignRecord>;
  readonly reviews: OrderedStore<ReviewRecord>;
  readonly entitlements: OrderedStore<EntitlementRecord>;
  readonly grants: OrderedStore<GovernanceGrantRecord>;

  constructor(now: () => number) {
    this.campaigns = new OrderedStore(now);
    this.reviews = new OrderedStore(now);
    this.entitlements = new OrderedStore(now);
    this.grants = new OrderedStore(now);
  }
}
