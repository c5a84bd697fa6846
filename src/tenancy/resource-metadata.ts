import { RequestContext } from '../core/http/request-context.js';

/** The parameter of a challenge that says where the resource of this request is described (RFC 9728, sections 3.1, 5.1). */
export function resourceMetadata(): string {
  const { publicUrl, path } = RequestContext.current();
  return `resource_metadata="${publicUrl}/.well-known/oauth-protected-resource${path.replaceAll('"', '%22')}"`;
}
