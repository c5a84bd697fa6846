import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConnectorError } from '../core/errors.js';
import { RequestContext } from '../core/http/request-context.js';
import {
  ANY_VALID_TOKEN,
  DESCRIBED_RESOURCE,
  FOR_ITS_CONNECTION,
  PUBLIC,
  REQUIRED_SCOPE,
} from './access.decorators.js';
import { setCaller, type PlatformScope } from './caller.js';
import { assertForConnection } from './for-connection.js';
import { resourceMetadata } from './resource-metadata.js';
import { resolveTenant } from './resolve-tenant.js';
import type { TokenClaims } from './token-claims.js';
import { TokenVerifier } from './token-verifier.js';
import { unauthenticated } from './unauthenticated.js';

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i;
const REALM = 'Bearer realm="okta-connector"';

interface Challenged {
  request: FastifyRequest;
  reply: FastifyReply;
  /** How a challenge begins. */
  realm: string;
}

/** What the decorators of a route say; a handler that two controllers inherit has other rules in each. */
interface AccessRules {
  of: object;
  isPublic: boolean;
  isDescribed: boolean;
  takesAnyToken: boolean;
  isForItsConnection: boolean;
  scope: PlatformScope | undefined;
}

/** Lets a request through to its route: token, tenant, connection, scope, in this order. Routes are closed unless marked `@Public()`. */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly rules = new WeakMap<object, AccessRules>();

  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(TokenVerifier) private readonly verifier: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rules = this.rulesOf(context);
    if (rules.isPublic) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const realm = rules.isDescribed ? `${REALM}, ${resourceMetadata()}` : REALM;
    const claims = await this.authenticate({ request, reply, realm });
    if (!rules.takesAnyToken) {
      if (!rules.isForItsConnection) assertForConnection(claims, request.params);
      this.bindCaller(request, claims);
    }
    const { scope } = rules;
    if (scope !== undefined && !claims.scopes.has(scope)) throw missingScope(scope, { reply, realm });
    return true;
  }

  /** What is written on a route is read once. */
  private rulesOf(context: ExecutionContext): AccessRules {
    const handler = context.getHandler();
    const known = this.rules.get(handler);
    if (known?.of === context.getClass()) return known;
    const rules = this.readRules(context);
    this.rules.set(handler, rules);
    return rules;
  }

  private readRules(context: ExecutionContext): AccessRules {
    const targets = [context.getHandler(), context.getClass()];
    const isMarked = (key: string) => this.reflector.getAllAndOverride<boolean | undefined>(key, targets) ?? false;
    return {
      of: context.getClass(),
      isPublic: isMarked(PUBLIC),
      isDescribed: isMarked(DESCRIBED_RESOURCE),
      takesAnyToken: isMarked(ANY_VALID_TOKEN),
      isForItsConnection: isMarked(FOR_ITS_CONNECTION),
      scope: this.reflector.getAllAndOverride<PlatformScope | undefined>(REQUIRED_SCOPE, targets),
    };
  }

  /** RFC 6750, section 3: the challenge names an error only when a token was sent. */
  private async authenticate({ request, reply, realm }: Challenged): Promise<TokenClaims> {
    const { authorization } = request.headers;
    try {
      return await this.verifier.verify(bearerToken(authorization));
    } catch (error) {
      const challenge = authorization === undefined ? realm : `${realm}, error="invalid_token"`;
      if (error instanceof ConnectorError && error.status === 401) reply.header('WWW-Authenticate', challenge);
      throw error;
    }
  }

  private bindCaller(request: FastifyRequest, claims: TokenClaims): void {
    const { subject, scopes, connectionId } = claims;
    const tenantId = resolveTenant(claims, request.headers['x-tenant-id']);
    const caller = { tenantId, subject, scopes, ...(connectionId !== undefined && { connectionId }) };
    setCaller(request, caller);
    const context = RequestContext.find();
    if (context) context.caller = caller;
  }
}

function bearerToken(authorization: string | undefined): string {
  if (authorization === undefined) throw unauthenticated('The request carries no token.');
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined) throw unauthenticated('The Authorization header is not of the form "Bearer <token>".');
  return token;
}

function missingScope(scope: PlatformScope, { reply, realm }: Omit<Challenged, 'request'>): ConnectorError {
  reply.header('WWW-Authenticate', `${realm}, error="insufficient_scope", scope="${scope}"`);
  return new ConnectorError('forbidden', `The token lacks the scope ${scope}.`, {
    remedy: `Ask the platform's issuer for a token with the scope ${scope}.`,
  });
}
