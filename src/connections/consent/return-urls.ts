import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { ConnectorError } from '../../core/errors.js';
import { isReturnUrlAllowed } from './return-url.js';

/** Where people may be sent after a consent: RETURN_URL_ALLOWLIST. */
@Injectable()
export class ReturnUrls {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'returnUrlAllowlist'>) {}

  isAllowed(returnUrl: string): boolean {
    return isReturnUrlAllowed(returnUrl, this.config.returnUrlAllowlist);
  }

  /** @throws ConnectorError `url_not_allowed` */
  assertAllowed(returnUrl: string): void {
    if (this.isAllowed(returnUrl)) return;
    const detail = 'The returnUrl does not lie on an origin where people may be sent after the consent.';
    const remedy = 'Use an origin of RETURN_URL_ALLOWLIST, or ask the operators of this service to add yours.';
    throw new ConnectorError('url_not_allowed', `${detail} ${remedy}`, {
      remedy,
      errors: [{ pointer: '/returnUrl', message: 'does not match RETURN_URL_ALLOWLIST' }],
    });
  }
}
