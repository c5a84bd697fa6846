import { Logger } from '@nestjs/common';
import { classifyError } from '../../core/http/classify-error.js';
import { RequestContext } from '../../core/http/request-context.js';
import { html } from '../../core/page/html.js';
import type { Page } from '../../core/page/pages.js';
import type { Texts } from '../page/texts.js';

const logger = new Logger('ConnectPage');

/** What nobody foresaw, for a person: what is known to be wrong in words, and the id under which the log tells more. */
export function failedPage(error: unknown, texts: Texts): Page {
  const { code, status, message, details } = classifyError(error);
  const context = RequestContext.find();
  if (context) context.errorCode = code;
  if (code === 'internal_error') logger.error({ msg: 'A page could not be shown', err: error });
  const { title, ours } = texts.steps.failed;
  return {
    status,
    title,
    lead: status < 500 ? message : ours,
    texts: texts.page,
    main: html`${details.remedy !== undefined && html`<p>${details.remedy}</p>`}
      <p class="hint">${texts.steps.failed.reference(context?.requestId ?? '-')}</p>`,
  };
}
