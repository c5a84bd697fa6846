import type { OktaError } from '../okta-error.ts';
import { validationFailed } from '../okta-error.ts';
import type { IdSequence } from './ids.ts';
import { OrderedStore } from './ordered-store.ts';
import type { Profile } from './records.ts';

/** A realm of users (Okta: Realm). */
export interface RealmRecord {
  id: string;
  isDefault: boolean;
  created: string;
  lastUpdated: string;
  profile: { name: string; realmType: string; domains?: string[] };
}

/** The realms of the org; the default one is there from the start and has whoever is in no other. */
export class Realms {
  readonly records: OrderedStore<RealmRecord>;
  readonly defaultId: string;

  constructor(now: () => number, ids: IdSequence) {
    this.records = new OrderedStore(now);
    this.defaultId = ids.take('guo');
    const created = new Date(now()).toISOString();
    const profile = { name: 'Default Realm', realmType: 'DEFAULT' };
    this.records.put({ id: this.defaultId, isDefault: true, created, lastUpdated: created, profile });
  }

  /** Why a user with this profile cannot live in the realm; undefined when it can. */
  faultOf(realmId: string, profile: Profile): OktaError | undefined {
    const realm = this.records.get(realmId);
    if (!realm) return validationFailed('realmId', `realmId: There is no realm ${realmId}`);
    const { domains = [] } = realm.profile;
    const addresses = [profile['login'], profile['email']].map(String);
    const outside = addresses.find((address) => domains.length > 0 && !domains.includes(domainOf(address)));
    if (outside === undefined) return undefined;
    return validationFailed('realmId', `${outside} is not of one of the domains of the realm`);
  }
}

function domainOf(address: string): string {
  return address.split('@').at(-1)?.toLowerCase() ?? '';
}
