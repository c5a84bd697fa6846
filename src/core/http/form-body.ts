import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ConnectorError } from '../errors.js';

/** The fields of a form by name; the values of one name, as of ticked boxes, joined by a space. */
export type Form = ReadonlyMap<string, string>;

/** Room for a private key and a few short fields. */
const MAX_FORM_BYTES = 64 * 1024;

/** The route takes the forms of our own pages (application/x-www-form-urlencoded); no other route does. */
export const AcceptsForm = () => RouteConfig({ acceptsForm: true });

/** Reads forms for the routes that take them. Elsewhere they are refused: a stranger's page can send no JSON. */
export function registerFormBody(fastify: FastifyInstance): void {
  const options = { parseAs: 'buffer', bodyLimit: MAX_FORM_BYTES } as const;
  fastify.addContentTypeParser('application/x-www-form-urlencoded', options, (request, body: Buffer, done) => {
    if (acceptsForm(request)) done(null, parseForm(body.toString('utf8')));
    else
      done(new ConnectorError('unsupported_media_type', 'Send the body as JSON ("Content-Type: application/json").'));
  });
}

/** The form of a request; empty where none was sent. */
export const formOf = ({ body }: FastifyRequest): Form => (body instanceof Map ? body : new Map<string, string>());

/** A form as browsers write it (https://url.spec.whatwg.org/#application/x-www-form-urlencoded). */
export function parseForm(body: string): Form {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body)) {
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : `${before} ${value}`);
  }
  return fields;
}

function acceptsForm({ routeOptions }: FastifyRequest): boolean {
  return 'acceptsForm' in routeOptions.config && routeOptions.config.acceptsForm === true;
}
