import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { ConnectorError } from '../../core/errors.js';
import { isDeliveryUrlAllowed } from './delivery-url.js';

/** Where events may be sent to: public https, and DELIVERY_ALLOWED_ORIGINS. */
@Injectable()
export class DeliveryUrls {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'deliveryAllowedOrigins'>) {}

  /** @throws ConnectorError `url_not_allowed` */
  assertAllowed(url: string): void {
    if (isDeliveryUrlAllowed(url, this.config.deliveryAllowedOrigins)) return;
    const detail = 'Events cannot be delivered to this URL.';
    const remedy =
      'Use a public https URL without user name, password and fragment, or ask the operators of this service to name its origin in DELIVERY_ALLOWED_ORIGINS.';
    throw new ConnectorError('url_not_allowed', `${detail} ${remedy}`, {
      remedy,
      errors: [{ pointer: '/delivery/url', message: 'is neither public https nor on an origin that is allowed' }],
    });
  }
}
