export interface PolicyParts {
  /** Origins that may show the page in a frame; none by default. */
  frameAncestors?: readonly string[];
  /** Origins beside ours that a form may reach, also by a redirect of its answer; `none` for a page without forms. */
  formTargets?: readonly string[] | 'none';
  /** Origins beside ours that images come from. */
  imageOrigins?: readonly string[];
}

const sources = (own: string, others: readonly string[] = []) => [own, ...others].join(' ');

/**
 * The Content-Security-Policy of a page: scripts, styles and images are files of ours, nothing is inline.
 * Chromium holds every redirect after a form's POST against `form-action`.
 */
export function pagePolicy({ frameAncestors = [], formTargets, imageOrigins }: PolicyParts): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src ${sources("'self'", imageOrigins)}`,
    `form-action ${formTargets === 'none' ? "'none'" : sources("'self'", formTargets)}`,
    `frame-ancestors ${frameAncestors.length === 0 ? "'none'" : frameAncestors.join(' ')}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}
