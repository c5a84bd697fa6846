import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { ConnectorError } from '../../core/errors.js';
import { isReturnUrlAllowed } from './return-url.js';

/** Where a visit to the connect page goes on. */
const CONNECT_PAGE = /^\/connect\/cs_[0-9a-f]{32}\/consented$/;

/** Where people may be sent after a consent: RETURN_URL_ALLOWLIST, and our own connect pages. */
@Injectable()
export class ReturnUrls {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'returnUrlAllowlist' | 'publicUrl'>) {}

  isAllowed(returnUrl: string): boolean {
    if (isReturnUrlAllowed(returnUrl, this.config.returnUrlAllowlist)) return true;
    return (
      CONNECT_PAGE.test(returnUrl.slice(this.config.publicUrl.length)) && returnUrl.startsWith(this.config.publicUrl)
    );
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
