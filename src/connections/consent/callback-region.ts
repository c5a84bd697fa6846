import type { Config } from '../../core/config.js';
import { ConnectorError } from '../../core/errors.js';

type Region = Config['regions'][number];

/** The region a connection belongs to. @throws ConnectorError `connection_not_ready` when it is not served (any more) */
export function regionOf(regions: readonly Region[], id: string): Region {
  const region = regions.find((candidate) => candidate.id === id);
  if (region) return region;
  const detail = `This service does not serve the region ${id}, so nobody can consent for it. GET /v1/regions lists those it serves.`;
  throw new ConnectorError('connection_not_ready', detail);
}

/** The region on whose address a request arrived, by its host. */
export function regionAt(regions: readonly Region[], host: string): Region | undefined {
  return regions.find(({ callbackUrl }) => arrivedAt(callbackUrl, host));
}

/** Whether a request with this host (and port) arrived at the address of the callback URL. */
export function arrivedAt(callbackUrl: string, host: string): boolean {
  const { protocol, host: expected } = new URL(callbackUrl);
  return URL.parse(`${protocol}//${host}`)?.host === expected;
}
