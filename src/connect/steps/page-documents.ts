import { z } from 'zod';
import type { RouteDocument } from '../../core/http/documented.decorator.js';

const OTHERS = {
  303: 'To the page of the visit that comes next',
  403: 'The link was opened in another browser, or the form did not come from its page',
  404: 'There is no such link',
  410: 'The link has expired or has been used',
} as const;

const PAGE = 'A page for the browser that opened the link of the connect session. No program calls it.';
const FORM = 'A form of such a page. Leads on to the next page, or back to the same one, which says what to mend.';

/** Describes a page for the OpenAPI document. */
export const shown = (summary: string, description: string = PAGE): RouteDocument => ({
  summary,
  description,
  answer: z.string(),
  contentType: 'text/html',
  others: OTHERS,
});

const FORM_TOKEN = { form_token: z.string().describe('From the page that holds the form') };

/** Describes what takes a form of ours. It answers with a redirection; what went wrong stands on the page behind it. */
export const taken = (summary: string, fields: Record<string, z.ZodType> = {}): RouteDocument => ({
  summary,
  description: FORM,
  body: z.object({ ...FORM_TOKEN, ...fields }),
  bodyType: 'application/x-www-form-urlencoded',
  contentType: 'text/html',
  others: OTHERS,
});
