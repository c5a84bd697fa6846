/** What of a delivery and its subscription goes into the text that is delivered. */
export interface DeliveryContent {
  triggerId: string;
  tenantId: string;
  subscriptionId: string;
  connectionId: string;
  sequence: number;
  /** When what is told of happened, RFC 3339. */
  published: string;
  /** JSON texts of objects; their members become members of `data`. */
  content: readonly string[];
}

/** The text that is signed and sent. What Okta said is passed on byte by byte: nothing is parsed and written anew. */
export function deliveryBody({ triggerId, published, content, ...ids }: DeliveryContent): string {
  const { subscriptionId, connectionId, tenantId, sequence } = ids;
  const envelope = JSON.stringify({ type: triggerId, timestamp: published });
  const place = JSON.stringify({ subscriptionId, connectionId, tenantId, sequence });
  const members = [place, ...content].map(membersOf).filter(Boolean);
  return `{${membersOf(envelope)},"data":{${members.join(',')}}}`;
}

/** An object that holds the event under its name. @param event JSON text */
export const eventContent = (event: string): string => `{"event":${event}}`;

const membersOf = (object: string): string => object.trim().slice(1, -1).trim();
