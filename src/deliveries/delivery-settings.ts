/** Injects the settings. */
export const DELIVERY_SETTINGS = Symbol('DELIVERY_SETTINGS');

/** How deliveries share what there is. */
export interface DeliverySettings {
  /** Subscriptions that this process serves at once. */
  hands: number;
  /** Of them, for receivers that take nothing at present. */
  handsForFailing: number;
  /** Jobs of one tenant at once, over all processes; undefined: no bound. */
  jobsPerTenant: number | undefined;
  /** A job begins nothing more after this time, or this many: then it is the others' turn. */
  sliceMs: number;
  sliceDeliveries: number;
  /** Taken from the table at once. */
  batch: number;
  /** Sent at once, by this process: for one subscription, one tenant, to one origin. */
  sendsPerSubscription: number;
  sendsPerTenant: number;
  sendsPerOrigin: number;
  /** For the connection, the request and the whole answer. */
  timeoutMs: number;
  /** How long nobody else takes what was taken. Longer than a slice and a timeout together. */
  leaseSeconds: number;
}

export const DEFAULT_DELIVERY_SETTINGS: DeliverySettings = {
  hands: 16,
  handsForFailing: 6,
  jobsPerTenant: 3,
  sliceMs: 2_000,
  sliceDeliveries: 200,
  batch: 100,
  sendsPerSubscription: 20,
  sendsPerTenant: 40,
  sendsPerOrigin: 100,
  timeoutMs: 15_000,
  leaseSeconds: 30,
};
