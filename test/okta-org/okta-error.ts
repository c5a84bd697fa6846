import { readFileSync } from 'node:fs';

interface ErrorCodeRow {
  errorCode: string;
  status: number;
  title: string;
}

const table = JSON.parse(readFileSync(new URL('../vendor/okta-error-codes.json', import.meta.url), 'utf8')) as {
  errorCodes: ErrorCodeRow[];
};

const statusByCode = new Map(table.errorCodes.map((row) => [row.errorCode, row.status]));
const titleByCode = new Map(table.errorCodes.map((row) => [row.errorCode, row.title]));

/** Wording of the summaries that a caller meets often; others fall back to the catalogue's title. */
const summaries: Record<string, string> = {
  E0000003: 'The request body was not well-formed.',
  E0000005: 'Invalid session',
  E0000006: 'You do not have permission to perform the requested action',
  E0000008: 'The requested path was not found',
  E0000009: 'Internal Server Error',
  E0000011: 'Invalid token provided',
  E0000014: 'Update of credentials failed',
  E0000015: 'You do not have permission to access the feature you are requesting',
  E0000016: 'Activation failed because the user is already active',
  E0000018: 'Bad request. Accept and/or Content-Type headers are likely not set.',
  E0000019: 'Bad request. Accept and/or Content-Type headers likely do not match supported values.',
  E0000021: 'Bad request. Accept and/or Content-Type headers likely do not match supported values.',
  E0000022: 'The endpoint does not support the provided HTTP method',
  E0000028: 'The request is missing a required parameter',
  E0000029: 'Invalid paging request',
  E0000030: 'Bad request. Invalid date. Dates must be of the form yyyy-MM-ddTHH:mm:ss.SSSZ.',
  E0000031: 'Invalid search criteria.',
  E0000032: 'Unlock is not allowed for this user',
  E0000033: "Bad request. Can't specify a search query and filter in the same request.",
  E0000034: 'Forgot password not allowed on specified user',
  E0000035: 'Change password not allowed on specified user',
  E0000036: 'Change recovery question not allowed on specified user',
  E0000038: "This operation is not allowed in the user's current status.",
  E0000047: 'API call exceeded rate limit due to too many requests.',
  E0000060: 'Unsupported operation.',
  E0000087: 'The recovery question answer did not match our records.',
};

/** Okta's error body (developer.okta.com/docs/reference/core-okta-api): only errorCode is a stable contract. */
export interface OktaErrorBody {
  errorCode: string;
  errorSummary: string;
  errorLink: string;
  errorId: string;
  errorCauses: { errorSummary: string }[];
}

interface OktaErrorDetail {
  summary?: string;
  causes?: string[];
}

/** A refusal in Okta's terms; its status comes from Okta's error code catalogue. */
export class OktaError extends Error {
  readonly code: string;
  readonly status: number;
  readonly causes: string[];

  constructor(code: string, detail: OktaErrorDetail = {}) {
    super(detail.summary ?? summaries[code] ?? titleByCode.get(code) ?? code);
    const status = statusByCode.get(code);
    if (status === undefined) throw new Error(`no such Okta error code: ${code}`);
    this.code = code;
    this.status = status;
    this.causes = detail.causes ?? [];
  }

  toBody(errorId: string): OktaErrorBody {
    return {
      errorCode: this.code,
      errorSummary: this.message,
      errorLink: this.code,
      errorId,
      errorCauses: this.causes.map((errorSummary) => ({ errorSummary })),
    };
  }
}

/** E0000001 naming the rejected field, e.g. "Api validation failed: login". */
export function validationFailed(field: string, ...causes: string[]): OktaError {
  return new OktaError('E0000001', { summary: `Api validation failed: ${field}`, causes });
}

/** E0000007 naming id and resource type. */
export function resourceNotFound(id: string, type: string): OktaError {
  return new OktaError('E0000007', { summary: `Not found: Resource not found: ${id} (${type})` });
}
