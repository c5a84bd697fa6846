import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ConnectorError } from '../../core/errors.js';
import { noteHookCall } from '../trigger-metrics.js';
import { HookCalls } from './hook-calls.service.js';
import type { KnownHook } from './hook-directory.service.js';

const Params = z.object({ hookId: z.string() });
const ROUTE = '/hooks/okta/:hookId';
/** Okta names no limit; a hundred events with all their details are some hundred kB. */
const MAX_BODY_BYTES = 5 * 1_024 * 1_024;

/**
 * Lets Okta's calls in: the secret is checked before any of the body is read, and bodies may be larger than elsewhere.
 * Must be made before the routes are registered, as every provider is.
 */
@Injectable()
export class HookAdmission {
  readonly #admitted = new WeakMap<FastifyRequest, KnownHook>();

  constructor(
    host: HttpAdapterHost<FastifyAdapter>,
    private readonly calls: HookCalls,
  ) {
    // Without an HTTP server, as in commands, there are no calls.
    host.httpAdapter?.getInstance?.().addHook('onRoute', (route) => {
      if (route.url !== ROUTE) return;
      route.bodyLimit = MAX_BODY_BYTES;
      route.onRequest = async (request) => this.#admit(request);
      route.onResponse = async ({ method }, { statusCode, elapsedTime: elapsedMs }) => {
        if (method === 'POST') noteHookCall({ statusCode, elapsedMs });
      };
    });
  }

  /** Whose call it is. */
  hookOf(request: FastifyRequest): KnownHook {
    const hook = this.#admitted.get(request);
    if (hook) return hook;
    throw new ConnectorError('internal_error', 'A call of an event hook was not looked at.');
  }

  async #admit(request: FastifyRequest): Promise<void> {
    const { hookId } = Params.parse(request.params);
    this.#admitted.set(request, await this.calls.recognise(hookId, request.headers.authorization));
  }
}
