// Made from the OpenAPI document by `npm run client`; do not edit.

export interface paths {
  "/v1/connections": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * List connections
    * @description The tenant's connections, a page at a time. Nothing in an answer is secret.
    */
    get: operations["connections.list"];
    put?: never;
    /**
    * Connect an Okta org
    * @description The credentials are tested at Okta before anything is stored.
    */
    post: operations["connections.create"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/connections/{connectionId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * Read a connection
    * @description With its status and the reason for it, the granted scopes and what is missing, and until when its token is good.
    */
    get: operations["connections.get"];
    put?: never;
    post?: never;
    /**
    * Delete a connection and its secrets
    * @description Tokens are revoked at Okta, its event hook is removed and its secrets are destroyed. Where Okta cannot be reached the clean-up goes on in the background.
    */
    delete: operations["connections.delete"];
    options?: never;
    head?: never;
    /**
    * Change a connection
    * @description New credentials are tested first; the old ones stay if the test fails.
    */
    patch: operations["connections.patch"];
    trace?: never;
  };
  "/v1/connections/{connectionId}/test": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
    * Ask the connection doctor
    * @description Examines the connection at Okta; each finding says what to do.
    */
    post: operations["connections.test"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/connections/{connectionId}/authorize": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
    * Begin a consent
    * @description Also for reauthorization, which keeps the connection with its id and subscriptions.
    */
    post: operations["connections.authorize"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/connections/{connectionId}/rotate-key": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
    * Rotate a generated key
    * @description The next key is published first; the old one is retired once Okta accepts the new one.
    */
    post: operations["connections.rotateKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/connections/{connectionId}/disable": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
    * Disable a connection
    * @description No action runs on it until it is enabled again; its credentials and subscriptions stay.
    */
    post: operations["connections.disable"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/connections/{connectionId}/enable": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
    * Enable a connection
    * @description It works again with the credentials that it has; one that was never authorized is pending again.
    */
    post: operations["connections.enable"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/regions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * List the regions and their callback URLs
    * @description Enter the callback URL of a connection's region as sign-in redirect URI of the app in Okta.
    */
    get: operations["regions.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/connections/{connectionId}/jwks.json": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * Read a connection's public keys (JWKS, RFC 7517)
    * @description Enter this address as JWKS URL of the app in Okta: a key that is rotated is then known there by itself. No token is needed.
    */
    get: operations["publicKeys.read"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/connections/{connectionId}/actions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * List the actions and which of them this connection can run
    * @description Judged by what is known of the connection; Okta is not asked.
    */
    get: operations["availability.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/connections/{connectionId}/batch": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
    * Run up to 100 actions
    * @description Answers 200 once all have ended, whatever they ended with: look at the status of each result. Each is a run of its own.
    */
    post: operations["batch.run"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/capabilities": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * List capabilities with the scopes and admin roles that they need
    * @description What an administrator grants for a purpose, such as password reset: its actions and triggers with their scopes and roles together.
    */
    get: operations["capabilities.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/actions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * List the actions
    * @description The catalogue is the same for every tenant. What one connection can run is in GET /v1/connections/{connectionId}/actions. Keep the ETag and send it in If-None-Match: 304 while nothing has changed.
    */
    get: operations["catalogue.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/actions/{actionId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * Read an action
    * @description With the JSON Schemas of its input and its output, the Okta scopes and admin roles that it needs, and an example.
    */
    get: operations["catalogue.read"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/operations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * List the operations of Okta's Management API
    * @description Each can be run on a connection, with the checks and the paging of an action.
    */
    get: operations["operations.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/operations/{operationId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * Read an operation
    * @description With the JSON Schema of its input and the Okta scopes that it needs.
    */
    get: operations["operations.read"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/connections/{connectionId}/options/{source}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * List what an input can be picked from
    * @description Inputs name their source in x-options. Okta searches where it can, other lists are read to the end. A page may hold fewer options than asked for while nextCursor is not null.
    */
    get: operations["options.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/connections/{connectionId}/actions/{actionId}/schema": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
    * Read an action's schemas for this org
    * @description The catalogue's schemas with the org's own profile attributes: those of users (of the user type in the input, or of the default one), of groups, and of the users of the app in the input. Nothing is run.
    */
    post: operations["orgSchemas.read"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/connections/{connectionId}/actions/{actionId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
    * Run an action by its id
    * @description Every action also has a path of its own in this document, with its input and output.
    */
    post: operations["runAction.run"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/connections/{connectionId}/operations/{operationId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
    * Run an operation of Okta's Management API
    * @description The input is flat: path and query parameters and body properties under the names that Okta gives them. A name that Okta uses twice means the path. GET /v1/operations/{operationId} has the schema.
    */
    post: operations["runOperation.run"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/runs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * List runs, the newest first
    * @description The request log of 30 days. Inputs are shown without their secrets; outputs are not kept.
    */
    get: operations["runs.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/runs/{runId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * Read a run, or wait for its end
    * @description Always 200 for a run that is known: look at status. What a queued run answered is kept for two days. With wait the answer comes as soon as the run has ended, or when the seconds are over.
    */
    get: operations["runs.read"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/scopes": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * List the Okta scopes
    * @description Every scope that the Management API knows, whether a new connection asks for it where no scopes are given, and what needs it. A .manage scope includes its .read.
    */
    get: operations["scopes.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/connections/{connectionId}/subscriptions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * List the subscriptions of a connection
    * @description A page at a time; signing secrets are never shown again.
    */
    get: operations["connectionSubscriptions.list"];
    put?: never;
    /**
    * Subscribe to a trigger
    * @description Answers with the signing secret, this once. A connection has at most 100 subscriptions. With a startFrom in the past, what is stored and what the System Log has since then is delivered too; to a real-time subscription only what is stored.
    */
    post: operations["connectionSubscriptions.create"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/subscriptions/{subscriptionId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * Read a subscription
    * @description With how its events really come, how far behind it is, and what an administrator has to do in Okta, if anything.
    */
    get: operations["subscriptions.get"];
    put?: never;
    post?: never;
    /**
    * Delete a subscription and its secrets
    * @description What was not delivered yet never is.
    */
    delete: operations["subscriptions.delete"];
    options?: never;
    head?: never;
    /**
    * Change a subscription
    * @description New params count for what happens from now on; what waits to be delivered stays, and goes the new way.
    */
    patch: operations["subscriptions.patch"];
    trace?: never;
  };
  "/v1/subscriptions/{subscriptionId}/pause": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
    * Pause a subscription
    * @description Deliveries wait until it is resumed, for 30 days at most. A disabled subscription stays disabled.
    */
    post: operations["subscriptions.pause"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/subscriptions/{subscriptionId}/resume": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
    * Resume a subscription
    * @description Goes on where it was. A failing or disabled one is active again.
    */
    post: operations["subscriptions.resume"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/subscriptions/{subscriptionId}/test": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
    * Deliver a sample event
    * @description The example of the trigger, with data.sample true and the next sequence number.
    */
    post: operations["subscriptions.test"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/subscriptions/{subscriptionId}/replay": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
    * Deliver a period again
    * @description Each stored event of the period that matches is delivered again, with the webhook-id it had and the next sequence numbers, in the background; so are those that were never delivered. Of triggers with a schedule: what was written in the period. At most 100,000 deliveries; one replay of a subscription at a time.
    */
    post: operations["subscriptions.replay"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/subscriptions/{subscriptionId}/rotate-secret": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
    * Make a new signing secret
    * @description Answers with it, this once. The one before signs too for 24 hours.
    */
    post: operations["subscriptions.rotateSecret"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/connections/{connectionId}/triggers": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * List the triggers and which of them this connection can hear
    * @description Judged by what is known of the connection; Okta is not asked.
    */
    get: operations["triggerAvailability.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/triggers": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * List the triggers
    * @description The catalogue is the same for every tenant. What one connection can hear is in GET /v1/connections/{connectionId}/triggers. Keep the ETag and send it in If-None-Match: 304 while nothing has changed.
    */
    get: operations["triggers.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/triggers/{triggerId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * Read a trigger
    * @description With the JSON Schemas of its params and of what is delivered, the event types, the Okta scopes and an example.
    */
    get: operations["triggers.read"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/subscriptions/{subscriptionId}/deliveries": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * List deliveries, the newest first
    * @description With every attempt: its status, how long it took and the beginning of the receiver's answer.
    */
    get: operations["deliveries.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/deliveries/{deliveryId}/retry": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
    * Send a delivery again now
    * @description One that waits or was given up is sent at once; one that was delivered stays as it is.
    */
    post: operations["deliveries.retry"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/subscriptions/{subscriptionId}/events": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * Pull the events of a subscription
    * @description In the order of their sequence, of the last 30 days. Without a cursor it begins after what was acknowledged last; asking with a cursor acknowledges what lies before it. Also works beside a webhook, and while the subscription is paused.
    */
    get: operations["pull.pull"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/connect-sessions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
    * Make a link to the connect page
    * @description For one person, who connects an Okta org there, or connects it again, and comes back to `returnUrl` with `connectionId` and `status` in its query. The link works in the first browser that opens it, for 30 minutes, and is used up by a success.
    */
    post: operations["connectSessions.create"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/audit": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
    * Read the audit trail, the newest first
    * @description Who did what, when, with which outcome, and the id of the request at Okta. Nothing in it is secret. Kept for 400 days.
    */
    get: operations["audit.list"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Action: {
      id: string;
      title: string;
      description: string;
      family: string;
      /** @enum {string} */
      effect: "read" | "write" | "destructive";
      idempotent: boolean;
      oktaRoute: string | null;
      oktaRoutes?: string[];
      requiredScopes: string[];
      requiredRoles: string[];
      /** @description What the org must have besides the core directory */
      requiredProduct: string | null;
      paged: boolean;
      inputSchema: {
        [key: string]: unknown;
      };
      outputSchema: {
        [key: string]: unknown;
      };
      examples: {
        input: unknown;
        response: unknown;
      }[];
    };
    Connection: {
      id: string;
      tenantId: string;
      name: string;
      domain: string;
      orgId: string | null;
      region: string;
      /** @enum {string} */
      status: "pending" | "active" | "reauthorizationRequired" | "failing" | "disabled";
      statusReason: string | null;
      readOnly: boolean;
      rateLimitShare: number;
      auth: {
        /** @enum {string} */
        type: "apiToken" | "authorizationCode" | "clientCredentials";
        clientId: string | null;
        keyId: string | null;
        scopesRequested: string[];
        scopesGranted: string[];
        missingScopes: string[];
        dpop: string | null;
        dpopBound: boolean;
        jwksUri: string | null;
        publicKeys: {
          [key: string]: unknown;
        }[];
        callbackUrl: string | null;
      };
      /**
      * Format: uri
      * @description Where a person consents; only in the answer that begins a consent
      */
      authorizationUrl?: string;
      tokenExpiresAt: string | null;
      reauthorizeBefore: string | null;
      lastVerifiedAt: string | null;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
    };
    Delivery: {
      id: string;
      subscriptionId: string;
      connectionId: string;
      /** @description The same over all attempts and replays */
      webhookId: string;
      sequence: number;
      eventId: string | null;
      published: string | null;
      /** @enum {string} */
      status: "pending" | "delivered" | "failed" | "held";
      attemptCount: number;
      /** Format: date-time */
      createdAt: string;
      /** @description Null where none will follow by itself */
      nextAttemptAt: string | null;
      deliveredAt: string | null;
      /** @description The latest first */
      attempts: {
        attempt: number;
        /** @description When it ended, RFC 3339 */
        at: string;
        /** @description Null where there was no answer */
        status: number | null;
        error: ("timeout" | "connection" | "refused" | "aborted") | null;
        durationMs: number;
        /** @description The first 1 kB */
        answer: string | null;
      }[];
    };
    DeliveryEnvelope: {
      /** @description The tenant that the connection belongs to */
      tenantId: string;
      /** @description The connection to the org that it happened in */
      connectionId: string;
      /** @description The subscription that it is delivered for */
      subscriptionId: string;
      /** @description Counts up by one in each subscription. Deliveries may overtake each other; this tells */
      sequence: number;
    } & {
      [key: string]: unknown;
    };
    DryRun: {
      /** @constant */
      dryRun: true;
      /** @description The first request; null where none is needed for this input */
      request: {
        method: string;
        /** @description With encoded segments; what only Okta can name is in braces */
        path: string;
        query: {
          [key: string]: string | string[];
        };
        /** @description With its secrets masked; null where there is none */
        body: unknown;
      } | null;
      /** @description All that are certain; the rest depends on Okta's answers */
      requests: {
        method: string;
        /** @description With encoded segments; what only Okta can name is in braces */
        path: string;
        query: {
          [key: string]: string | string[];
        };
        /** @description With its secrets masked; null where there is none */
        body: unknown;
      }[];
      /** @description All that the action may send */
      oktaRoutes: string[];
    };
    EnrichmentError: {
      /** @description Which of the objects is missing: user, group, app or device */
      object: string;
      /** @description Why, as an error code of this service */
      code: string;
      /** @description Why, in words */
      detail: string;
    } & {
      [key: string]: unknown;
    };
    LoggedRun: {
      runId: string;
      connectionId: string;
      actionId: string;
      /** @enum {string} */
      effect: "read" | "write" | "destructive";
      /** @enum {string} */
      status: "queued" | "running" | "succeeded" | "failed";
      caller: string;
      requestId: string;
      startedAt: string | null;
      finishedAt: string | null;
      durationMs: number | null;
      attempts: number;
      changed: boolean | null;
      input: unknown;
      error: {
        code: string;
        upstream: unknown;
      } | null;
      okta: {
        status: number;
        requestId: string | null;
      } | null;
      /** @description What a queued run gave, once it succeeded */
      output?: unknown;
      /** @description The problem (RFC 9457) that a queued run ended in */
      problem?: {
        [key: string]: unknown;
      };
    };
    Run: {
      /** @description The run in GET /v1/runs/{runId} */
      runId: string;
      /** @description Okta's own answer; null where Okta answers nothing */
      output: unknown;
      /** @description False where there was nothing left to do */
      changed: boolean;
      /** @description How often Okta was called, retries included */
      attempts: number;
      /** @description Milliseconds in this service, Okta included */
      durationMs: number;
      /** @description Okta's last answer; null where Okta was not asked */
      okta: {
        status: number;
        /** @description For questions to Okta */
        requestId: string | null;
        /** @description What is left for the whole org, as Okta said */
        rateLimit: {
          limit: number;
          remaining: number;
          /** Format: date-time */
          resetAt: string;
        } | null;
      } | null;
    };
    Subscription: {
      id: string;
      connectionId: string;
      triggerId: string;
      /**
      * @description As asked for
      * @enum {string}
      */
      mode: "realtime" | "polling" | "hybrid";
      /**
      * @description How events really come; none while no mechanism works
      * @enum {string}
      */
      effectiveMode: "realtime" | "polling" | "hybrid" | "schedule" | "none";
      /** @enum {string} */
      status: "active" | "paused" | "failing" | "disabled";
      /** @description What is not as asked for, in words */
      statusReason: string | null;
      /** @description With defaults */
      params: {
        [key: string]: unknown;
      };
      delivery: {
        /** @enum {string} */
        type: "webhook" | "pull";
        url: string | null;
      };
      /** @description The event hook that brings the events, where one does */
      hook: {
        /**
        * @description wanted: being set up. manual: an administrator must do it. unavailable: Okta does not take it
        * @enum {string}
        */
        state: "none" | "wanted" | "verified" | "manual" | "unavailable";
        /** @description What an administrator enters in Okta by hand (Workflow, Event Hooks) */
        setupRequired?: {
          /** @description The URL of the event hook */
          url: string;
          /** @description The name of the header for its authentication */
          secretHeader: string;
          /** @description The value of that header */
          secret: string;
          /** @description The events to subscribe it to */
          eventTypes: string[];
        };
      };
      /** @description Age of the oldest event that waits to be delivered or pulled; 0 where none waits */
      lagSeconds: number;
      /** @description When the latest event happened */
      lastEventAt: string | null;
      /** Format: date-time */
      startFrom: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
    };
    SubscriptionWithSecret: {
      id: string;
      connectionId: string;
      triggerId: string;
      /**
      * @description As asked for
      * @enum {string}
      */
      mode: "realtime" | "polling" | "hybrid";
      /**
      * @description How events really come; none while no mechanism works
      * @enum {string}
      */
      effectiveMode: "realtime" | "polling" | "hybrid" | "schedule" | "none";
      /** @enum {string} */
      status: "active" | "paused" | "failing" | "disabled";
      /** @description What is not as asked for, in words */
      statusReason: string | null;
      /** @description With defaults */
      params: {
        [key: string]: unknown;
      };
      delivery: {
        /** @enum {string} */
        type: "webhook" | "pull";
        url: string | null;
      };
      /** @description The event hook that brings the events, where one does */
      hook: {
        /**
        * @description wanted: being set up. manual: an administrator must do it. unavailable: Okta does not take it
        * @enum {string}
        */
        state: "none" | "wanted" | "verified" | "manual" | "unavailable";
        /** @description What an administrator enters in Okta by hand (Workflow, Event Hooks) */
        setupRequired?: {
          /** @description The URL of the event hook */
          url: string;
          /** @description The name of the header for its authentication */
          secretHeader: string;
          /** @description The value of that header */
          secret: string;
          /** @description The events to subscribe it to */
          eventTypes: string[];
        };
      };
      /** @description Age of the oldest event that waits to be delivered or pulled; 0 where none waits */
      lagSeconds: number;
      /** @description When the latest event happened */
      lastEventAt: string | null;
      /** Format: date-time */
      startFrom: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
      /** @description whsec_…: what deliveries are signed with. Shown this once */
      signingSecret: string;
    };
    Trigger: {
      id: string;
      title: string;
      description: string;
      /**
      * @description Single events of the System Log, or searches at fixed times
      * @enum {string}
      */
      mechanism: "events" | "schedule";
      /** @description Types of events that it is about; null: any, or those that the params name */
      eventTypes: string[] | null;
      /** @description Whether an event hook can bring it; if not, it is polled */
      hookEligible: boolean;
      /** @description Okta scopes for all that it does. Events come with either okta.eventHooks.manage or okta.logs.read too */
      requiredScopes: string[];
      /** @description Okta scopes that params.enrich needs besides */
      enrichScopes: string[];
      /** @description What the org must have besides the core directory */
      requiredProduct: string | null;
      paramsSchema: {
        [key: string]: unknown;
      };
      /** @description What data of a delivery holds */
      payloadSchema: {
        [key: string]: unknown;
      };
      examples: {
        params: {
          [key: string]: unknown;
        };
        payload: {
          [key: string]: unknown;
        };
      }[];
    };
    /** @description Credentials of the application, as its sign-on mode asks for them */
    AppCredentials: {
      /**
      * @description Who sets user names and passwords, where Okta keeps them
      * @enum {string}
      */
      scheme?: "ADMIN_SETS_CREDENTIALS" | "EDIT_PASSWORD_ONLY" | "EDIT_USERNAME_AND_PASSWORD" | "EXTERNAL_PASSWORD_SYNC" | "SHARED_USERNAME_AND_PASSWORD";
      /** @description The shared user name */
      userName?: string;
      /** @description The shared password; Okta never gives it back */
      password?: {
        /** @description The password */
        value: string;
      };
      /** @description Whether users may see their password */
      revealPassword?: boolean;
      /** @description How user names are made, such as {"template": "${source.login}"} */
      userNameTemplate?: {
        [key: string]: unknown;
      };
      /** @description The signing key, such as {"kid": "..."} */
      signing?: {
        [key: string]: unknown;
      };
      /** @description OPENID_CONNECT: the OAuth client */
      oauthClient?: {
        /** @description A client id of your own; Okta uses the id of the application where omitted */
        client_id?: string;
        /** @description A secret of your own; Okta makes one where it is omitted and needed */
        client_secret?: string;
        /**
        * @description How the client authenticates
        * @enum {string}
        */
        token_endpoint_auth_method?: "client_secret_basic" | "client_secret_jwt" | "client_secret_post" | "none" | "private_key_jwt";
        /** @description Whether Okta rotates the signing keys */
        autoKeyRotation?: boolean;
        /** @description Whether PKCE is demanded */
        pkce_required?: boolean;
      } & {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    AppGroup: {
      /** @description The id of the group */
      id: string;
      /** @description Whose profile counts for members of several groups; 0 first */
      priority?: number | null;
      /** @description Attributes that members get in the application */
      profile?: {
        [key: string]: unknown;
      } | null;
      /** @description When the assignment last changed */
      lastUpdated?: string | null;
      /** @description What expand asked for */
      _embedded?: {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    AppUser: {
      /** @description The id of the user in Okta */
      id: string;
      /** @description The id of the user in the application */
      externalId?: string | null;
      /** @description USER: assigned directly. GROUP: through a group */
      scope?: string | null;
      /** @description Such as ACTIVE, PROVISIONED, STAGED or SUSPENDED */
      status?: string | null;
      /** @description Whether the application has what Okta has; DISABLED without provisioning */
      syncState?: string | null;
      /** @description When the user was assigned */
      created?: string | null;
      /** @description When the assignment last changed */
      lastUpdated?: string | null;
      /** @description When its status last changed */
      statusChanged?: string | null;
      /** @description When the password for the application last changed */
      passwordChanged?: string | null;
      /** @description When the application was last brought up to date */
      lastSync?: string | null;
      /** @description User name, and whether there is a password */
      credentials?: ({
        /** @description The user name in the application */
        userName?: string | null;
        /** @description Present when there is a password; empty */
        password?: {
          [key: string]: unknown;
        };
      } & {
        [key: string]: unknown;
      }) | null;
      profile?: {
        [key: string]: unknown;
      } | null;
      /** @description What expand asked for */
      _embedded?: {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    Application: {
      /** @description The id of the application */
      id: string;
      /** @description The name of its kind, such as salesforce */
      name?: string | null;
      /** @description The name that people see */
      label?: string | null;
      /** @description ACTIVE, INACTIVE or DELETED */
      status?: string | null;
      /** @description How people sign in, such as SAML_2_0 */
      signOnMode?: string | null;
      /** @description Depends on signOnMode */
      credentials?: ({
        /** @description OPENID_CONNECT: the OAuth client */
        oauthClient?: {
          /** @description The client id */
          client_id?: string | null;
          /** @description The client secret */
          client_secret?: string | null;
        } & {
          [key: string]: unknown;
        };
      } & {
        [key: string]: unknown;
      }) | null;
      /** @description When it was created */
      created?: string | null;
      /** @description When it last changed */
      lastUpdated?: string | null;
      /** @description What expand asked for */
      _embedded?: {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    Campaign: {
      /** @description The id of the campaign */
      id: string;
      /** @description Its name */
      name?: string | null;
      /** @description What it is for */
      description?: string | null;
      /** @description SCHEDULED, LAUNCHING, ACTIVE, COMPLETED, DELETED or ERROR */
      status?: string | null;
      /** @description RESOURCE or USER */
      campaignType?: string | null;
      /** @description When it takes place */
      scheduleSettings?: {
        [key: string]: unknown;
      } | null;
      /** @description What is reviewed */
      resourceSettings?: {
        [key: string]: unknown;
      } | null;
      /** @description Whose access is reviewed */
      principalScopeSettings?: {
        [key: string]: unknown;
      } | null;
      /** @description Who reviews */
      reviewerSettings?: {
        [key: string]: unknown;
      } | null;
      /** @description Who is written to */
      notificationSettings?: {
        [key: string]: unknown;
      } | null;
      /** @description What follows from a decision */
      remediationSettings?: {
        [key: string]: unknown;
      } | null;
      /** @description When it was made */
      created?: string | null;
      /** @description The id of the user who made it */
      createdBy?: string | null;
      /** @description When it last changed */
      lastUpdated?: string | null;
      /** @description The id of the user who last changed it */
      lastUpdatedBy?: string | null;
    } & {
      [key: string]: unknown;
    };
    /** @description Password, recovery question and authentication provider */
    CredentialsInput: {
      /** @description One of value, hash and hook */
      password?: {
        /** @description The password; the password policy judges it */
        value?: string;
        /** @description The hash of a password that another system knows; Okta checks against it at the first sign-in */
        hash?: {
          /**
          * @description The algorithm that made the hash
          * @enum {string}
          */
          algorithm: "BCRYPT" | "SHA-512" | "SHA-256" | "SHA-1" | "MD5" | "PBKDF2";
          /** @description The hash: Radix-64 for BCRYPT, else Base64 */
          value: string;
          /** @description The salt: 22 characters for BCRYPT, else Base64 */
          salt?: string;
          /**
          * @description Where the salt was put; for salted hashes but BCRYPT and PBKDF2
          * @enum {string}
          */
          saltOrder?: "PREFIX" | "POSTFIX";
          /** @description BCRYPT only: the cost */
          workFactor?: number;
          /** @description PBKDF2 only: the iterations */
          iterationCount?: number;
          /** @description PBKDF2 only: bytes of the derived key */
          keySize?: number;
          /**
          * @description PBKDF2 only
          * @enum {string}
          */
          digestAlgorithm?: "SHA256_HMAC" | "SHA512_HMAC";
        };
        /** @description The org's password import hook checks the password at the first sign-in */
        hook?: {
          /**
          * @description Always default
          * @constant
          */
          type: "default";
        };
      };
      /** @description The question that lets the user recover the account */
      recovery_question?: {
        /** @description The question */
        question: string;
        /** @description The answer; Okta asks for at least 4 characters */
        answer: string;
      };
      /** @description Who authenticates the user; needs provider=true when a user is created */
      provider?: {
        /**
        * @description Who checks the password
        * @enum {string}
        */
        type: "OKTA" | "ACTIVE_DIRECTORY" | "LDAP" | "FEDERATION" | "SOCIAL" | "IMPORT";
        /** @description The name of that directory or provider */
        name?: string;
      };
    };
    CustomRole: {
      /** @description The id of the role */
      id: string;
      /** @description Its unique name */
      label?: string;
      /** @description What it is for */
      description?: string | null;
      /** @description When it was created */
      created?: string | null;
      /** @description When it last changed */
      lastUpdated?: string | null;
      /** @description Related resources */
      _links?: {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    Device: {
      /** @description The id of the device */
      id: string;
      /** @description CREATED, ACTIVE, SUSPENDED or DEACTIVATED */
      status?: string | null;
      /** @description When the device was first enrolled */
      created?: string | null;
      /** @description When its record last changed */
      lastUpdated?: string | null;
      /** @description Name, platform, serial number and the like */
      profile?: {
        /** @description The name that people see */
        displayName?: string | null;
        /** @description ANDROID, CHROMEOS, IOS, MACOS or WINDOWS */
        platform?: string | null;
        /** @description The serial number */
        serialNumber?: string | null;
        /** @description Whether it is registered at Okta */
        registered?: boolean | null;
      } & {
        [key: string]: unknown;
      };
      /** @description UDDevice */
      resourceType?: string | null;
      /** @description What expand asked for */
      _embedded?: {
        [key: string]: unknown;
      };
      /** @description Related resources, and what the status permits */
      _links?: {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    EventHook: {
      /** @description The id of the event hook */
      id: string;
      /** @description Its name */
      name: string;
      /** @description What it is for */
      description?: string | null;
      /** @description ACTIVE or INACTIVE */
      status?: string;
      /** @description UNVERIFIED or VERIFIED; only hooks that are both ACTIVE and VERIFIED receive events */
      verificationStatus?: string;
      /** @description When it was created */
      created?: string | null;
      /** @description The id of the user who created it */
      createdBy?: string | null;
      /** @description When it last changed */
      lastUpdated?: string | null;
      /** @description What it is told of */
      events: {
        /** @description EVENT_TYPE */
        type: string;
        /** @description The event types */
        items: string[];
        /** @description Conditions on events */
        filter?: ({
          /** @description EXPRESSION_LANGUAGE */
          type?: string | null;
          /** @description One condition for each event type that has one */
          eventFilterMap?: ({
            /** @description The event type */
            event: string;
            /** @description What an event of the type must satisfy */
            condition?: {
              /** @description In Okta Expression Language */
              expression?: string | null;
            } & {
              [key: string]: unknown;
            };
          } & {
            [key: string]: unknown;
          })[] | null;
        } & {
          [key: string]: unknown;
        }) | null;
      } & {
        [key: string]: unknown;
      };
      /** @description How it is told */
      channel: {
        /** @description HTTP */
        type: string;
        /** @description 1.0.0 */
        version: string;
        /** @description Address and headers */
        config: {
          /** @description Where the events go */
          uri: string;
          /** @description POST */
          method?: string | null;
          /** @description Headers that go with every call */
          headers?: ({
            key?: string;
            value?: string;
          } & {
            [key: string]: unknown;
          })[] | null;
          /** @description How the receiver recognises Okta; without the secret */
          authScheme?: ({
            /** @description HEADER */
            type?: string;
            /** @description The name of the header that carries the secret */
            key?: string;
          } & {
            [key: string]: unknown;
          }) | null;
        } & {
          [key: string]: unknown;
        };
      } & {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    Factor: {
      /** @description The id of the factor */
      id: string;
      /** @description Kind of factor, such as sms, push or token:software:totp */
      factorType: string;
      /** @description Who provides it, such as OKTA, GOOGLE or FIDO */
      provider?: string | null;
      /** @description The name of the vendor */
      vendorName?: string | null;
      /** @description ACTIVE or PENDING_ACTIVATION, rarely another one */
      status?: string | null;
      /** @description When it was enrolled */
      created?: string | null;
      /** @description When it last changed */
      lastUpdated?: string | null;
      /** @description Phone number, e-mail address, device and the like */
      profile?: {
        [key: string]: unknown;
      } | null;
      /** @description Holds activation while an enrollment is not finished */
      _embedded?: ({
        /** @description What the person needs to finish the enrollment */
        activation?: ({
          /** @description What the authenticator app has to be given */
          sharedSecret?: string;
        } & {
          [key: string]: unknown;
        }) | null;
      } & {
        [key: string]: unknown;
      }) | null;
      /** @description What can be done next */
      _links?: {
        [key: string]: unknown;
      } | null;
    } & {
      [key: string]: unknown;
    };
    Grant: {
      /** @description The id of the grant */
      id: string;
      /** @description CUSTOM, ENTITLEMENT, ENTITLEMENT-BUNDLE or POLICY */
      grantType?: string | null;
      /** @description ACTIVE, SCHEDULED, INACTIVE or EXPIRED */
      status?: string | null;
      /** @description ALLOW or DENY */
      action?: string | null;
      /** @description API, ACCESS_REQUEST, ADMIN or NONE */
      actor?: string | null;
      /** @description The application */
      target?: {
        [key: string]: unknown;
      } | null;
      /** @description The application as an Okta resource name */
      targetResourceOrn?: string | null;
      /** @description Who has the grant */
      targetPrincipal?: {
        [key: string]: unknown;
      } | null;
      /** @description Who has it, as an Okta resource name */
      targetPrincipalOrn?: string | null;
      /** @description The bundle that was granted */
      entitlementBundleId?: string | null;
      /** @description What was granted */
      entitlements?: ({
        id?: string;
      } & {
        [key: string]: unknown;
      })[] | null;
      /** @description When it ends */
      scheduleSettings?: {
        [key: string]: unknown;
      } | null;
      /** @description When it was made */
      created?: string | null;
      /** @description The id of the user who made it */
      createdBy?: string | null;
      /** @description When it last changed */
      lastUpdated?: string | null;
      /** @description The id of the user who last changed it */
      lastUpdatedBy?: string | null;
    } & {
      [key: string]: unknown;
    };
    Group: {
      /** @description The id of the group */
      id: string;
      /** @description OKTA_GROUP, APP_GROUP (imported, read-only here) or BUILT_IN */
      type?: string;
      /** @description Decides the shape of the profile */
      objectClass?: string[] | null;
      /** @description When the group was created */
      created?: string | null;
      /** @description When its profile last changed */
      lastUpdated?: string | null;
      /** @description When its members last changed */
      lastMembershipUpdated?: string | null;
      /** @description Name, description and custom attributes */
      profile: {
        name?: string;
        description?: string | null;
      } & {
        [key: string]: unknown;
      };
      /** @description What expand asked for */
      _embedded?: {
        [key: string]: unknown;
      };
      /** @description Related resources */
      _links?: {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    GroupPushMapping: {
      /** @description The id of the mapping */
      id: string;
      /** @description The Okta group whose members are pushed */
      sourceGroupId?: string | null;
      /** @description The group in the application, by its id in Okta */
      targetGroupId?: string | null;
      /** @description ACTIVE, INACTIVE, or ERROR where the last push failed */
      status?: string | null;
      /** @description Why the last push failed */
      errorSummary?: string | null;
      /** @description When the mapping was created */
      created?: string | null;
      /** @description When it was last pushed */
      lastPush?: string | null;
      /** @description When it last changed */
      lastUpdated?: string | null;
      /** @description Active Directory: where the group lives */
      appConfig?: {
        [key: string]: unknown;
      } | null;
    } & {
      [key: string]: unknown;
    };
    GroupRule: {
      /** @description The id of the rule */
      id: string;
      /** @description Always group_rule */
      type?: string | null;
      /** @description The name of the rule */
      name?: string | null;
      /** @description ACTIVE, INACTIVE, or INVALID where a group that it gives is gone */
      status?: string | null;
      /** @description When the rule was created */
      created?: string | null;
      /** @description When it last changed */
      lastUpdated?: string | null;
      /** @description Whom it concerns: an expression, and who is excluded */
      conditions?: {
        [key: string]: unknown;
      } | null;
      /** @description The groups that it gives */
      actions?: {
        [key: string]: unknown;
      } | null;
      /** @description What expand asked for */
      _embedded?: {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    /** @description Where the events go */
    HookChannel: {
      /**
      * @description The only type there is
      * @constant
      */
      type: "HTTP";
      /**
      * @description The only version there is
      * @constant
      */
      version: "1.0.0";
      /** @description Address and headers */
      config: {
        /**
        * Format: uri
        * @description The receiver; Okta takes https addresses alone and follows no redirects
        */
        uri: string;
        /** @description Headers that go with every call */
        headers?: {
          /** @description The name of the header */
          key: string;
          /** @description Its value; Okta shows it again */
          value: string;
        }[];
        /** @description A header with a secret by which the receiver recognises Okta; there is no signature */
        authScheme?: {
          /**
          * @description The only scheme there is
          * @constant
          */
          type: "HEADER";
          /** @description The name of the header, such as Authorization */
          key: string;
          /** @description The secret; Okta never shows it again */
          value: string;
        };
      };
    };
    /** @description What Okta tells of */
    HookEvents: {
      /**
      * @description The only type there is
      * @constant
      */
      type: "EVENT_TYPE";
      /** @description Event types that Okta offers to event hooks */
      items: string[];
      /** @description Sends only events that satisfy a condition; an early access feature of Okta */
      filter?: {
        /**
        * @description The only type there is
        * @constant
        */
        type?: "EXPRESSION_LANGUAGE";
        /** @description One condition for each event type that shall have one */
        eventFilterMap: {
          /** @description One of the event types in items */
          event: string;
          /** @description What an event of the type must satisfy to be sent */
          condition: {
            /** @description Okta Expression Language, such as event.outcome.result eq 'SUCCESS' */
            expression: string;
          };
        }[];
      };
    };
    ImportSession: {
      /** @description The id of the session */
      id: string;
      /** @description The identity source */
      identitySourceId?: string | null;
      /** @description CREATED, IN_PROGRESS (has data), TRIGGERED (being imported), COMPLETED, CLOSED, EXPIRED or ERROR */
      status?: string | null;
      /** @description Always INCREMENTAL */
      importType?: string | null;
      /** @description When it was created */
      created?: string | null;
      /** @description When it last changed */
      lastUpdated?: string | null;
    } & {
      [key: string]: unknown;
    };
    ListedUser: {
      /** @description The id of the user */
      id: string;
      /** @description STAGED, PROVISIONED, ACTIVE, RECOVERY, PASSWORD_EXPIRED, LOCKED_OUT, SUSPENDED or DEPROVISIONED; ACTIVATING for a moment */
      status?: string;
      /** @description The status that an unfinished change leads to */
      transitioningToStatus?: string | null;
      /** @description When the user was created */
      created?: string | null;
      /** @description When the user became active */
      activated?: string | null;
      /** @description When the status last changed */
      statusChanged?: string | null;
      /** @description The last sign-in */
      lastLogin?: string | null;
      /** @description The last change */
      lastUpdated?: string | null;
      /** @description When the password was last set */
      passwordChanged?: string | null;
      /** @description The realm the user lives in */
      realmId?: string | null;
      /** @description The user type, which decides the profile schema */
      type?: {
        id: string;
      } & {
        [key: string]: unknown;
      };
      /** @description Standard and custom profile attributes */
      profile?: {
        login?: string;
        email?: string | null;
        firstName?: string | null;
        lastName?: string | null;
      } & {
        [key: string]: unknown;
      };
      /** @description Which credentials exist; never their values */
      credentials?: {
        [key: string]: unknown;
      };
      /** @description What expand asked for */
      _embedded?: {
        [key: string]: unknown;
      };
      /** @description Related resources */
      _links?: {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    LogEvent: {
      /** @description The id of the event */
      uuid: string;
      /** @description When it happened */
      published: string;
      /** @description What happened, such as user.session.start */
      eventType: string;
      /** @description Version of the event format */
      version?: string | null;
      /** @description DEBUG, INFO, WARN or ERROR */
      severity?: string | null;
      /** @description What happened, in words */
      displayMessage?: string | null;
      actor?: ({
        /** @description Its id */
        id?: string | null;
        /** @description Its kind, such as User or UserGroup */
        type?: string | null;
        /** @description Its other name: the login, for users */
        alternateId?: string | null;
        /** @description Its name */
        displayName?: string | null;
      } & {
        [key: string]: unknown;
      }) | null;
      /** @description Whom or what it was done to */
      target?: ({
        /** @description Its id */
        id?: string | null;
        /** @description Its kind, such as User or UserGroup */
        type?: string | null;
        /** @description Its other name: the login, for users */
        alternateId?: string | null;
        /** @description Its name */
        displayName?: string | null;
      } & {
        [key: string]: unknown;
      })[] | null;
      /** @description SUCCESS, FAILURE, DENY and others, with a reason */
      outcome?: ({
        result?: string | null;
        reason?: string | null;
      } & {
        [key: string]: unknown;
      }) | null;
      /** @description Where it came from */
      client?: ({
        ipAddress?: string | null;
      } & {
        [key: string]: unknown;
      }) | null;
      /** @description Groups the events of one request */
      transaction?: {
        [key: string]: unknown;
      } | null;
      /** @description Network and proxy of the client */
      securityContext?: {
        [key: string]: unknown;
      } | null;
      /** @description The session that it belongs to */
      authenticationContext?: {
        [key: string]: unknown;
      } | null;
      /** @description Details that depend on the event */
      debugContext?: {
        [key: string]: unknown;
      } | null;
      /** @description The chain of IP addresses */
      request?: {
        [key: string]: unknown;
      } | null;
    } & {
      [key: string]: unknown;
    };
    NetworkZone: {
      /** @description The id of the zone */
      id: string;
      /** @description IP, DYNAMIC or DYNAMIC_V2 */
      type?: string;
      /** @description Its unique name */
      name?: string;
      /** @description ACTIVE or INACTIVE */
      status?: string;
      /** @description POLICY, or BLOCKLIST where Okta refuses the addresses outright */
      usage?: string | null;
      /** @description True where Okta made it */
      system?: boolean;
      /** @description When it was created */
      created?: string | null;
      /** @description When it last changed */
      lastUpdated?: string | null;
      /** @description Related resources */
      _links?: {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    /** @description Profile attributes. Okta requires login and email, and most orgs firstName and lastName */
    NewUserProfile: {
      /** @description The name the user signs in with; usually an e-mail address */
      login: string;
      /** @description Primary e-mail address */
      email?: string | null;
      /** @description Secondary e-mail address, used for account recovery */
      secondEmail?: string | null;
      /** @description Given name */
      firstName?: string | null;
      /** @description Family name */
      lastName?: string | null;
      /** @description Middle name */
      middleName?: string | null;
      /** @description Title or prefix */
      honorificPrefix?: string | null;
      /** @description Suffix */
      honorificSuffix?: string | null;
      /** @description Name to display */
      displayName?: string | null;
      /** @description Informal name */
      nickName?: string | null;
      /** @description Job title */
      title?: string | null;
      /** @description Relation to the organization, such as Employee */
      userType?: string | null;
      /** @description Employee number */
      employeeNumber?: string | null;
      /** @description Organization */
      organization?: string | null;
      /** @description Cost center */
      costCenter?: string | null;
      /** @description Division */
      division?: string | null;
      /** @description Department */
      department?: string | null;
      /** @description The manager's display name */
      manager?: string | null;
      /** @description The manager's id */
      managerId?: string | null;
      /** @description Mobile phone number */
      mobilePhone?: string | null;
      /** @description Primary phone number */
      primaryPhone?: string | null;
      /** @description Street address */
      streetAddress?: string | null;
      /** @description City or town */
      city?: string | null;
      /** @description State or region */
      state?: string | null;
      /** @description Postal code */
      zipCode?: string | null;
      /** @description Country as ISO 3166-1 alpha-2 */
      countryCode?: string | null;
      /** @description Mailing address */
      postalAddress?: string | null;
      /** @description Preferred language as in RFC 5646 */
      preferredLanguage?: string | null;
      /** @description Locale, such as en_US */
      locale?: string | null;
      /** @description Time zone, such as Europe/London */
      timezone?: string | null;
      /** @description Address of a profile page */
      profileUrl?: string | null;
    } & {
      [key: string]: string | number | boolean | (string | number)[] | null;
    };
    Policy: {
      /** @description The id of the policy */
      id: string;
      /** @description What it decides, such as PASSWORD */
      type?: string;
      /** @description Its name */
      name?: string;
      /** @description What it is for */
      description?: string | null;
      /** @description ACTIVE or INACTIVE */
      status?: string;
      /** @description Its place among the policies of its type; 1 comes first */
      priority?: number | null;
      /** @description True where Okta made it */
      system?: boolean;
      /** @description Whom it concerns */
      conditions?: {
        [key: string]: unknown;
      } | null;
      /** @description What it demands, such as settings.password.age.maxAgeDays of a PASSWORD policy */
      settings?: {
        [key: string]: unknown;
      } | null;
      /** @description When it was created */
      created?: string | null;
      /** @description When it last changed */
      lastUpdated?: string | null;
      /** @description The rules that expand asked for */
      _embedded?: {
        [key: string]: unknown;
      };
      /** @description Related resources */
      _links?: {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    PolicyRule: {
      /** @description The id of the rule */
      id: string;
      /** @description The type of its policy; SIGN_ON in an OKTA_SIGN_ON policy */
      type?: string;
      /** @description Its name */
      name?: string;
      /** @description ACTIVE or INACTIVE */
      status?: string;
      /** @description Its place among the rules of the policy; the lowest number first */
      priority?: number | null;
      /** @description True where Okta made it; it cannot be deleted */
      system?: boolean;
      /** @description When it applies */
      conditions?: {
        [key: string]: unknown;
      } | null;
      /** @description What follows when it applies */
      actions?: {
        [key: string]: unknown;
      } | null;
      /** @description When it was created */
      created?: string | null;
      /** @description When it last changed */
      lastUpdated?: string | null;
      /** @description Related resources */
      _links?: {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    ProfileSchema: {
      /** @description The URI of the schema */
      id?: string;
      /** @description The name of the schema */
      name?: string | null;
      /** @description The name that people see */
      title?: string | null;
      /** @description When it was created */
      created?: string | null;
      /** @description When it last changed */
      lastUpdated?: string | null;
      /** @description The attributes */
      definitions?: {
        /** @description Okta's own attributes */
        base?: ({
          /** @description The attributes by name */
          properties?: {
            [key: string]: {
              [key: string]: unknown;
            };
          } | null;
          /** @description The names of required attributes */
          required?: string[] | null;
        } & {
          [key: string]: unknown;
        }) | null;
        /** @description The org's own attributes */
        custom?: ({
          /** @description The attributes by name */
          properties?: {
            [key: string]: {
              [key: string]: unknown;
            };
          } | null;
          /** @description The names of required attributes */
          required?: string[] | null;
        } & {
          [key: string]: unknown;
        }) | null;
      } & {
        [key: string]: unknown;
      };
      /** @description Related resources */
      _links?: {
        [key: string]: unknown;
      } | null;
    } & {
      [key: string]: unknown;
    };
    Realm: {
      /** @description The id of the realm */
      id: string;
      /** @description Whether users live here unless put elsewhere */
      isDefault?: boolean | null;
      /** @description When it was created */
      created?: string | null;
      /** @description When it last changed */
      lastUpdated?: string | null;
      /** @description Name, kind and permitted domains */
      profile: {
        name?: string;
        domains?: string[] | null;
      } & {
        [key: string]: unknown;
      };
      /** @description Related resources */
      _links?: {
        [key: string]: unknown;
      } | null;
    } & {
      [key: string]: unknown;
    };
    RoleAssignment: {
      /** @description The id of the assignment, which takes it away again */
      id: string;
      /** @description The standard role, or CUSTOM */
      type: string;
      /** @description The name of the role */
      label?: string | null;
      /** @description ACTIVE or INACTIVE */
      status?: string | null;
      /** @description USER where it is given to the user, GROUP where a group has it, CLIENT for apps */
      assignmentType?: string | null;
      /** @description The id of the custom role */
      role?: string | null;
      /** @description The id of the resource set that the custom role works on */
      "resource-set"?: string | null;
      /** @description When it was assigned */
      created?: string | null;
      /** @description When it last changed */
      lastUpdated?: string | null;
      /** @description The targets that expand asked for */
      _embedded?: {
        [key: string]: unknown;
      };
      /** @description Related resources */
      _links?: {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    User: {
      /** @description The id of the user */
      id: string;
      /** @description STAGED, PROVISIONED, ACTIVE, RECOVERY, PASSWORD_EXPIRED, LOCKED_OUT, SUSPENDED or DEPROVISIONED; ACTIVATING for a moment */
      status: string;
      /** @description The status that an unfinished change leads to */
      transitioningToStatus?: string | null;
      /** @description When the user was created */
      created?: string | null;
      /** @description When the user became active */
      activated?: string | null;
      /** @description When the status last changed */
      statusChanged?: string | null;
      /** @description The last sign-in */
      lastLogin?: string | null;
      /** @description The last change */
      lastUpdated?: string | null;
      /** @description When the password was last set */
      passwordChanged?: string | null;
      /** @description The realm the user lives in */
      realmId?: string | null;
      /** @description The user type, which decides the profile schema */
      type?: {
        id: string;
      } & {
        [key: string]: unknown;
      };
      /** @description Standard and custom profile attributes */
      profile: {
        login?: string;
        email?: string | null;
        firstName?: string | null;
        lastName?: string | null;
      } & {
        [key: string]: unknown;
      };
      /** @description Which credentials exist; never their values */
      credentials?: {
        [key: string]: unknown;
      };
      /** @description What expand asked for */
      _embedded?: {
        [key: string]: unknown;
      };
      /** @description Related resources */
      _links?: {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    /** @description Problem details (RFC 9457). Decide on code; the texts are for people. */
    Problem: {
      /**
      * Format: uri
      * @description What the code means
      */
      type: string;
      /** @description The code in words */
      title: string;
      status: number;
      /** @description What is wrong here and what to do next */
      detail: string;
      /** @description The path of the request */
      instance: string;
      /** @enum {string} */
      code: "malformed_request" | "unauthenticated" | "forbidden" | "insufficient_scope" | "insufficient_role" | "read_only_connection" | "not_found" | "okta_not_found" | "name_taken" | "okta_conflict" | "connection_not_ready" | "idempotency_in_progress" | "outcome_unknown" | "payload_too_large" | "unsupported_media_type" | "invalid_input" | "invalid_credentials" | "invalid_scope" | "consent_required" | "domain_not_allowed" | "url_not_allowed" | "idempotency_key_reused" | "okta_rejected" | "reauthorization_required" | "okta_rate_limited" | "too_many_requests" | "internal_error" | "feature_not_enabled" | "okta_unavailable" | "overloaded" | "shutting_down" | "okta_timeout";
      /** @description Also in the header X-Request-Id; name it when you report a problem */
      requestId: string;
      /** @description Whether the same request may succeed later */
      retryable: boolean;
      /** @description As in the header Retry-After */
      retryAfterSeconds?: number;
      /** @description What a person can do about it */
      remedy?: string;
      /** @description Each mistake in the input */
      errors?: {
        /** @description JSON pointer (RFC 6901) into the body */
        pointer: string;
        message: string;
      }[];
      /** @description Okta scopes that the connection lacks */
      missingScopes?: string[];
      /** @description What Okta answered */
      upstream?: {
        status: number;
        code?: string;
        summary?: string;
        causes?: string[];
        requestId?: string;
      };
    };
    ActionInputs: {
      /**
      * @description List users. Lists all users who are not deactivated, or those that a search, a filter or the beginning of a name (q) picks; search and filter find deactivated users too. Give at most one of the three; q gives one page, of 10 where limit is omitted.
      *
      *     Okta: `GET /api/v1/users`
      */
      "list-users": {
        /** @description SCIM expression, such as profile.department eq "Engineering" and status eq "ACTIVE"; knows eq, sw, gt, ge, lt, le, and co on names, e-mail and login, but no ne */
        search?: string;
        /** @description SCIM expression with eq over status, id, profile.login, profile.email, profile.firstName, profile.lastName, and comparisons of lastUpdated; case-sensitive */
        filter?: string;
        /** @description The beginning of a first name, last name or e-mail address */
        q?: string;
        /** @description The property to sort by, such as profile.lastName; works with search only */
        sortBy?: string;
        /**
        * @description Direction of sortBy; asc where omitted
        * @enum {string}
        */
        sortOrder?: "asc" | "desc";
        /** @description Only these properties, such as status,profile:(login,email); the id always comes */
        fields?: string;
        /**
        * @description classification embeds whether a user is STANDARD or LITE
        * @constant
        */
        expand?: "classification";
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Search users. Lists the users who match a SCIM expression over any attribute, custom ones included, deactivated users too. The index lags behind changes by about a second: read a user by id before changing it.
      *
      *     Okta: `GET /api/v1/users`
      */
      "search-users": {
        /** @description SCIM expression, such as profile.department eq "Engineering" and status eq "ACTIVE"; knows eq, sw, gt, ge, lt, le, and co on names, e-mail and login, but no ne */
        search: string;
        /** @description The property to sort by, such as profile.lastName; works with search only */
        sortBy?: string;
        /**
        * @description Direction of sortBy; asc where omitted
        * @enum {string}
        */
        sortOrder?: "asc" | "desc";
        /** @description Only these properties, such as status,profile:(login,email); the id always comes */
        fields?: string;
        /**
        * @description classification embeds whether a user is STANDARD or LITE
        * @constant
        */
        expand?: "classification";
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Find one user by login or e-mail. Gives the one user with this login, id or e-mail address. Nobody found is the error okta_not_found, several with one address are okta_conflict; a deactivated user is given only where no other has the address.
      *
      *     Okta: `GET /api/v1/users/{userId}`, `GET /api/v1/users`
      */
      "find-user-by-login-or-email": {
        /** @description Login, e-mail address or id */
        userId: string;
        /** @description blocks embeds access blocks, classification the classification */
        expand?: string;
      };
      /**
      * @description Get user. Reads one user by id or login, as the user is now. A login with a slash works by id only; me is the owner of the credential.
      *
      *     Okta: `GET /api/v1/users/{userId}`
      */
      "get-user": {
        /** @description The user: id or login */
        userId: string;
        /** @description blocks embeds access blocks, classification the classification */
        expand?: string;
      };
      /**
      * @description Create user. Creates a user: STAGED with activate=false, else ACTIVE with a password and PROVISIONED without one. Okta sends the activation mail. The login must be free. If a group beyond the first 20 refuses, the error names it and the user stays. Reverse it with delete-user.
      *
      *     Okta: `POST /api/v1/users`
      */
      "create-user": {
        profile: components["schemas"]["NewUserProfile"];
        credentials?: components["schemas"]["CredentialsInput"];
        /** @description Groups the user joins, by id. Those beyond the first 20 are joined one by one, which needs okta.groups.manage */
        groupIds?: string[];
        /** @description The realm the user shall live in */
        realmId?: string;
        /** @description The user type; the org's default type where omitted */
        type?: {
          /** @description The id of the user type */
          id: string;
        };
        /** @description True activates the user, who gets a mail unless a password is given; false leaves STAGED. True where omitted */
        activate?: boolean;
        /** @description True where credentials.provider names who authenticates the user; false where omitted */
        provider?: boolean;
        /**
        * @description changePassword makes the given password expire at the first sign-in; needs a password and activate
        * @constant
        */
        nextLogin?: "changePassword";
      };
      /**
      * @description Update user. Sets profile attributes, credentials or realm of a user and keeps whatever is not named. Attributes that another system masters are refused, and so are deactivated users.
      *
      *     Okta: `POST /api/v1/users/{userId}`
      */
      "update-user": {
        /** @description The user: id or login */
        userId: string;
        /** @description Profile attributes to set; null clears one */
        profile?: {
          /** @description The name the user signs in with; usually an e-mail address */
          login?: string;
          /** @description Primary e-mail address */
          email?: string | null;
          /** @description Secondary e-mail address, used for account recovery */
          secondEmail?: string | null;
          /** @description Given name */
          firstName?: string | null;
          /** @description Family name */
          lastName?: string | null;
          /** @description Middle name */
          middleName?: string | null;
          /** @description Title or prefix */
          honorificPrefix?: string | null;
          /** @description Suffix */
          honorificSuffix?: string | null;
          /** @description Name to display */
          displayName?: string | null;
          /** @description Informal name */
          nickName?: string | null;
          /** @description Job title */
          title?: string | null;
          /** @description Relation to the organization, such as Employee */
          userType?: string | null;
          /** @description Employee number */
          employeeNumber?: string | null;
          /** @description Organization */
          organization?: string | null;
          /** @description Cost center */
          costCenter?: string | null;
          /** @description Division */
          division?: string | null;
          /** @description Department */
          department?: string | null;
          /** @description The manager's display name */
          manager?: string | null;
          /** @description The manager's id */
          managerId?: string | null;
          /** @description Mobile phone number */
          mobilePhone?: string | null;
          /** @description Primary phone number */
          primaryPhone?: string | null;
          /** @description Street address */
          streetAddress?: string | null;
          /** @description City or town */
          city?: string | null;
          /** @description State or region */
          state?: string | null;
          /** @description Postal code */
          zipCode?: string | null;
          /** @description Country as ISO 3166-1 alpha-2 */
          countryCode?: string | null;
          /** @description Mailing address */
          postalAddress?: string | null;
          /** @description Preferred language as in RFC 5646 */
          preferredLanguage?: string | null;
          /** @description Locale, such as en_US */
          locale?: string | null;
          /** @description Time zone, such as Europe/London */
          timezone?: string | null;
          /** @description Address of a profile page */
          profileUrl?: string | null;
        } & {
          [key: string]: string | number | boolean | (string | number)[] | null;
        };
        credentials?: components["schemas"]["CredentialsInput"];
        /** @description The realm the user shall live in */
        realmId?: string;
        /** @description The user type; the org's default type where omitted */
        type?: {
          /** @description The id of the user type */
          id: string;
        };
        /** @description Judges a new password by the policy's minimum age and history too; false where omitted */
        strict?: boolean;
      };
      /**
      * @description Replace user. Puts a whole new profile in the place of the present one: attributes that are left out are erased. It is the only way to change the user type. To set single attributes use update-user.
      *
      *     Okta: `PUT /api/v1/users/{userId}`
      */
      "replace-user": {
        /** @description The user: id or login */
        userId: string;
        profile?: components["schemas"]["NewUserProfile"];
        credentials?: components["schemas"]["CredentialsInput"];
        /** @description The realm the user shall live in */
        realmId?: string;
        /** @description The user type; the org's default type where omitted */
        type?: {
          /** @description The id of the user type */
          id: string;
        };
        /** @description Judges a new password by the policy's minimum age and history too; false where omitted */
        strict?: boolean;
      };
      /**
      * @description Delete user. Deactivates a live user (DEPROVISIONED, can be activated again) and deletes for good a user who is deactivated already. With permanently a live user is deactivated and deleted in one go. The output says which it came to; a deletion cannot be undone.
      *
      *     Okta: `GET /api/v1/users/{userId}`, `POST /api/v1/users/{userId}/lifecycle/deactivate`, `DELETE /api/v1/users/{userId}`
      */
      "delete-user": {
        /** @description The user: id or login */
        userId: string;
        /** @description True deletes a live user too, for good; false where omitted */
        permanently?: boolean;
        /** @description Mails the administrators; false where omitted */
        sendEmail?: boolean;
      };
      /**
      * @description Activate user. Activates a user who is STAGED or DEPROVISIONED. Without a password the user has to follow the activation link first. Reverse it with deactivate-user.
      *
      *     Okta: `POST /api/v1/users/{userId}/lifecycle/activate`
      */
      "activate-user": {
        /** @description The user: id or login */
        userId: string;
        /** @description True: Okta mails the activation link. False: the link comes back here. True where omitted */
        sendEmail?: boolean;
      };
      /**
      * @description Reactivate user. Starts the activation anew for a user who has not finished it (PROVISIONED or RECOVERY), with a fresh link; earlier links stop working. For deactivated users use activate-user.
      *
      *     Okta: `POST /api/v1/users/{userId}/lifecycle/reactivate`
      */
      "reactivate-user": {
        /** @description The user: id or login */
        userId: string;
        /** @description True: Okta mails the activation link. False: the link comes back here. False where omitted */
        sendEmail?: boolean;
      };
      /**
      * @description Deactivate user. Ends all access: the status becomes DEPROVISIONED, assigned applications are taken away and accounts there may be closed. The user can be activated again, but does not get the applications back by it.
      *
      *     Okta: `POST /api/v1/users/{userId}/lifecycle/deactivate`
      */
      "deactivate-user": {
        /** @description The user: id or login */
        userId: string;
        /** @description Mails the administrators; false where omitted */
        sendEmail?: boolean;
      };
      /**
      * @description Suspend user. Blocks sign-in of an ACTIVE user and keeps account, groups and applications as they are. Reverse it with unsuspend-user.
      *
      *     Okta: `POST /api/v1/users/{userId}/lifecycle/suspend`
      */
      "suspend-user": {
        /** @description The user: id or login */
        userId: string;
      };
      /**
      * @description Unsuspend user. Lets a SUSPENDED user sign in again, with everything as it was. Reverse it with suspend-user.
      *
      *     Okta: `POST /api/v1/users/{userId}/lifecycle/unsuspend`
      */
      "unsuspend-user": {
        /** @description The user: id or login */
        userId: string;
      };
      /**
      * @description Unlock user. Lets a LOCKED_OUT user, or one who is blocked from unknown devices, sign in again with the present password. Only users whom Okta itself masters; any other state is refused.
      *
      *     Okta: `POST /api/v1/users/{userId}/lifecycle/unlock`
      */
      "unlock-user": {
        /** @description The user: id or login */
        userId: string;
      };
      /**
      * @description List a user's access blocks. Says whether the user is blocked from all or only from unknown devices after failed sign-ins; an empty list where not. It needs the feature in the org. Lift blocks with unlock-user.
      *
      *     Okta: `GET /api/v1/users/{userId}/blocks`
      */
      "list-user-blocks": {
        /** @description The user: id or login */
        userId: string;
      };
      /**
      * @description List a user's groups. Lists all groups that the user is a member of, Everyone and imported groups included.
      *
      *     Okta: `GET /api/v1/users/{userId}/groups`
      */
      "get-user-groups": {
        /** @description The user: id or login */
        userId: string;
      };
      /**
      * @description List a user's app links. Lists what is on the user's dashboard: links to all applications assigned directly or through groups.
      *
      *     Okta: `GET /api/v1/users/{userId}/appLinks`
      */
      "list-user-app-links": {
        /** @description The user: id or login */
        userId: string;
      };
      /**
      * @description List a user's applications. Lists the applications assigned to a user, directly or through groups, each with its assignment in _embedded.user.
      *
      *     Okta: `GET /api/v1/users/{userId}`, `GET /api/v1/apps`
      */
      "list-user-applications": {
        /** @description The user: id or login */
        userId: string;
        /** @description Lists inactive applications too; false where omitted */
        includeNonDeleted?: boolean;
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description List a user's devices. Lists the devices that the user has enrolled. Identity Engine orgs only.
      *
      *     Okta: `GET /api/v1/users/{userId}/devices`
      */
      "list-user-devices": {
        /** @description The user: id or login */
        userId: string;
      };
      /**
      * @description List a user's OAuth clients. Lists the OAuth clients that hold tokens or grants of the user.
      *
      *     Okta: `GET /api/v1/users/{userId}/clients`
      */
      "list-user-clients": {
        /** @description The user: id or login */
        userId: string;
      };
      /**
      * @description Is user in group. Says whether the user is a member of the group, directly or through a group rule or an import. False too for a group that does not exist; an unknown user is the error okta_not_found.
      *
      *     Okta: `GET /api/v1/users/{userId}/groups`
      */
      "is-user-in-group": {
        /** @description The user: id or login */
        userId: string;
        /** @description The id of the group */
        groupId: string;
      };
      /**
      * @description Is user locked out. Says whether the status of the user is LOCKED_OUT. Suspended and deactivated users are not locked out; for blocks on unknown devices see list-user-blocks.
      *
      *     Okta: `GET /api/v1/users/{userId}`
      */
      "is-user-locked": {
        /** @description The user: id or login */
        userId: string;
      };
      /**
      * @description Create or update user. Looks for the user by profile.login: a new one is created with all inputs, an existing one gets the profile attributes and realm, and keeps credentials, groups, type and status; nothing is sent where the user is so already. Deactivated users are refused: activate them first.
      *
      *     Okta: `GET /api/v1/users/{userId}`, `POST /api/v1/users`, `POST /api/v1/users/{userId}`
      */
      "upsert-user": {
        profile: components["schemas"]["NewUserProfile"];
        credentials?: components["schemas"]["CredentialsInput"];
        /** @description Groups the user joins, by id. Those beyond the first 20 are joined one by one, which needs okta.groups.manage */
        groupIds?: string[];
        /** @description The realm the user shall live in */
        realmId?: string;
        /** @description The user type; the org's default type where omitted */
        type?: {
          /** @description The id of the user type */
          id: string;
        };
        /** @description True activates the user, who gets a mail unless a password is given; false leaves STAGED. True where omitted */
        activate?: boolean;
        /** @description True where credentials.provider names who authenticates the user; false where omitted */
        provider?: boolean;
        /**
        * @description changePassword makes the given password expire at the first sign-in; needs a password and activate
        * @constant
        */
        nextLogin?: "changePassword";
      };
      /**
      * @description Get manager or direct reports. Lists whom a linked object relates to the user: the one manager for the primary name of the relation, all reports for the associated name. Each item is a link to a user; an empty list where there is no relation.
      *
      *     Okta: `GET /api/v1/users/{userId}/linkedObjects/{relationshipName}`
      */
      "get-user-manager-chain": {
        /** @description The user: id or login */
        userId: string;
        /** @description The name of one side of a linked object definition, such as manager or subordinate */
        relationshipName: string;
      };
      /**
      * @description Set linked object. Relates the user to another one, such as to a manager; an earlier relation of that name is replaced. The relation must be defined in the org, and the connection must use OAuth. Reverse it with delete-linked-object.
      *
      *     Okta: `PUT /api/v1/users/{userId}/linkedObjects/{primaryRelationshipName}/{primaryUserId}`
      */
      "set-linked-object": {
        /** @description The user who gets the relation, such as the report: id or login */
        userId: string;
        /** @description The primary name of the relation, such as manager */
        primaryRelationshipName: string;
        /** @description The user to relate to, such as the manager: id */
        primaryUserId: string;
      };
      /**
      * @description Delete linked object. Ends a relation of the user, such as the one to the manager. Reverse it with set-linked-object.
      *
      *     Okta: `DELETE /api/v1/users/{userId}/linkedObjects/{relationshipName}`
      */
      "delete-linked-object": {
        /** @description The user: id or login */
        userId: string;
        /** @description The name of one side of a linked object definition, such as manager or subordinate */
        relationshipName: string;
      };
      /**
      * @description Set user classification. Makes the user a standard or a lite user, which decides features and licensing. It needs the feature in the org. Reverse it with the other type.
      *
      *     Okta: `PUT /api/v1/users/{userId}/classification`
      */
      "set-user-classification": {
        /** @description The user: id or login */
        userId: string;
        /**
        * @description The classification
        * @enum {string}
        */
        type: "STANDARD" | "LITE";
      };
      /**
      * @description Export users to CSV. Gives users as records of CSV (RFC 4180), one record an item: the first page begins with the header, so all items joined with line ends are the file. A cell that a spreadsheet would take for a formula begins with an apostrophe (+1 555 becomes '+1 555). Deactivated users come with search or filter only.
      *
      *     Okta: `GET /api/v1/users`
      */
      "export-users-csv": {
        /** @description Columns in order: id, status, created and other properties of the user, or names of profile attributes; id, status, login, email, firstName, lastName, created, lastLogin where omitted */
        columns?: string[];
        /** @description SCIM expression, such as profile.department eq "Engineering" and status eq "ACTIVE"; knows eq, sw, gt, ge, lt, le, and co on names, e-mail and login, but no ne */
        search?: string;
        /** @description SCIM expression with eq over status, id, profile.login, profile.email, profile.firstName, profile.lastName, and comparisons of lastUpdated; case-sensitive */
        filter?: string;
        /** @description The beginning of a first name, last name or e-mail address */
        q?: string;
        /** @description The property to sort by, such as profile.lastName; works with search only */
        sortBy?: string;
        /**
        * @description Direction of sortBy; asc where omitted
        * @enum {string}
        */
        sortOrder?: "asc" | "desc";
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Reset password. Puts the user into RECOVERY: no sign-in until a new password is set through a one-time link. With sendEmail Okta mails the link, without it the link is the output. The old password is not restored.
      *
      *     Okta: `POST /api/v1/users/{userId}/lifecycle/reset_password`
      */
      "reset-password": {
        /** @description The user: id or login */
        userId: string;
        /** @description True: Okta mails the link to the user. False: the link comes back here */
        sendEmail: boolean;
        /** @description Ends the user's sessions too; false where omitted */
        revokeSessions?: boolean;
      };
      /**
      * @description Expire password. Puts the user into PASSWORD_EXPIRED: the present password still works once, then a new one must be chosen. Sessions go on.
      *
      *     Okta: `POST /api/v1/users/{userId}/lifecycle/expire_password`
      */
      "expire-password": {
        /** @description The user: id or login */
        userId: string;
      };
      /**
      * @description Expire password and give a temporary one. Replaces the password by a temporary one, which is the output and is shown this once, and puts the user into PASSWORD_EXPIRED: a new password must be chosen at the next sign-in. Nobody is told by e-mail.
      *
      *     Okta: `POST /api/v1/users/{userId}/lifecycle/expire_password_with_temp_password`
      */
      "expire-password-with-temp": {
        /** @description The user: id or login */
        userId: string;
        /** @description Ends the user's sessions too; false where omitted */
        revokeSessions?: boolean;
      };
      /**
      * @description Start forgotten-password flow. Makes a one-time link with which an ACTIVE user can choose a new password after answering the recovery question. The status stays and the old password works meanwhile, unlike reset-password.
      *
      *     Okta: `POST /api/v1/users/{userId}/credentials/forgot_password`
      */
      "forgot-password": {
        /** @description The user: id or login */
        userId: string;
        /** @description True: Okta mails the link to the user. False: the link comes back here. True where omitted */
        sendEmail?: boolean;
      };
      /**
      * @description Set password. Sets a new password without knowing the old one and without telling the user. It ends RECOVERY and PASSWORD_EXPIRED. Profile and other credentials stay.
      *
      *     Okta: `POST /api/v1/users/{userId}`
      */
      "set-password": {
        /** @description The user: id or login */
        userId: string;
        /** @description Holds the new password */
        credentials: {
          /** @description The new password; the password policy judges it */
          password: {
            /** @description The password */
            value: string;
          };
        };
        /** @description Applies the policy's minimum age and history too; false where omitted */
        strict?: boolean;
      };
      /**
      * @description Change password. Sets a new password after Okta has checked the old one. Only for users in STAGED, ACTIVE, PASSWORD_EXPIRED or RECOVERY who have a password; a user in RECOVERY becomes ACTIVE.
      *
      *     Okta: `POST /api/v1/users/{userId}/credentials/change_password`
      */
      "change-password": {
        /** @description The user: id or login */
        userId: string;
        /** @description The present password */
        oldPassword: {
          /** @description The password */
          value: string;
        };
        /** @description The new password; the password policy judges it */
        newPassword: {
          /** @description The password */
          value: string;
        };
        /** @description Ends the user's sessions too; false where omitted */
        revokeSessions?: boolean;
        /** @description Applies the policy's minimum age too; false where omitted */
        strict?: boolean;
      };
      /**
      * @description Change recovery question. Sets the user's recovery question and answer after Okta has checked the password. Only for users in STAGED, ACTIVE or RECOVERY who have a password.
      *
      *     Okta: `POST /api/v1/users/{userId}/credentials/change_recovery_question`
      */
      "change-recovery-question": {
        /** @description The user: id or login */
        userId: string;
        /** @description The present password */
        password: {
          /** @description The password */
          value: string;
        };
        /** @description The question that lets the user recover the account */
        recovery_question: {
          /** @description The question */
          question: string;
          /** @description The answer; Okta asks for at least 4 characters */
          answer: string;
        };
      };
      /**
      * @description Clear user sessions. Ends every Okta session of the user, who has to sign in again. Sessions inside applications go on until they expire or universal-logout ends them. It cannot be undone.
      *
      *     Okta: `DELETE /api/v1/users/{userId}/sessions`
      */
      "clear-user-sessions": {
        /** @description The user: id or login */
        userId: string;
        /** @description Revokes the OAuth and OpenID Connect tokens too; false where omitted */
        oauthTokens?: boolean;
        /** @description Forgets the factors remembered on devices too; true where omitted on Identity Engine, false on Classic */
        forgetDevices?: boolean;
      };
      /**
      * @description Universal Logout. Ends all sessions and revokes all tokens of a user in Okta and in the applications that take part in Universal Logout. It needs the feature in the org and cannot be undone; the user may sign in again.
      *
      *     Okta: `POST /oauth2/v1/global-token-revocation`
      */
      "universal-logout": {
        /** @description Whom to sign out */
        sub_id: {
          /**
          * @description The user is named by an id of Okta
          * @constant
          */
          format: "opaque";
          /** @description The id of the user; a login does not work here */
          id: string;
        } | {
          /**
          * @description The user is named as another identity provider knows them
          * @constant
          */
          format: "iss_sub";
          /**
          * Format: uri
          * @description The identity provider's issuer
          */
          iss: string;
          /** @description The user's subject there */
          sub: string;
        };
      };
      /**
      * @description Revoke all of a user's grants. Takes back every consent that the user gave to applications, with the tokens that rest on them. The user is asked again where an application needs consent.
      *
      *     Okta: `DELETE /api/v1/users/{userId}/grants`
      */
      "revoke-user-grants": {
        /** @description The user: id or login */
        userId: string;
      };
      /**
      * @description List a user's grants. Lists the consents that the user gave: which client may use which scope.
      *
      *     Okta: `GET /api/v1/users/{userId}/grants`
      */
      "list-user-grants": {
        /** @description The user: id or login */
        userId: string;
        /** @description Only grants of this scope */
        scopeId?: string;
        /**
        * @description scope embeds the details of each scope
        * @constant
        */
        expand?: "scope";
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Revoke a user's tokens of a client. Revokes all refresh tokens that one OAuth client holds for the user. The client has to let the user sign in again; access tokens already given out work until they expire.
      *
      *     Okta: `DELETE /api/v1/users/{userId}/clients/{clientId}/tokens`
      */
      "revoke-user-client-tokens": {
        /** @description The user: id or login */
        userId: string;
        /** @description The client id of the OAuth app */
        clientId: string;
      };
      /**
      * @description List enrolled factors. Lists the factors that a user has enrolled, finished or not.
      *
      *     Okta: `GET /api/v1/users/{userId}/factors`
      */
      "list-factors": {
        /** @description The user: id or login */
        userId: string;
      };
      /**
      * @description List factors a user may enroll. Lists the kinds of factors that the policies of the org permit to a user, and which are set up.
      *
      *     Okta: `GET /api/v1/users/{userId}/factors/catalog`
      */
      "list-factor-catalog": {
        /** @description The user: id or login */
        userId: string;
      };
      /**
      * @description Get factor. Reads one factor of a user.
      *
      *     Okta: `GET /api/v1/users/{userId}/factors/{factorId}`
      */
      "get-factor": {
        /** @description The user: id or login */
        userId: string;
        /** @description The id of the user's factor */
        factorId: string;
      };
      /**
      * @description Enroll factor. Begins the enrollment of a factor: sends a code, or answers a secret, a QR code or a challenge for the person, and leaves PENDING_ACTIVATION until activate-factor. A question is ACTIVE at once, and so are sms, call, email and token:hotp with activate. One message goes to a number in 30 seconds. Reverse it with delete-factor.
      *
      *     Okta: `POST /api/v1/users/{userId}/factors`
      */
      "enroll-factor": {
        /** @description The user: id or login */
        userId: string;
        /**
        * @description Kind of factor
        * @enum {string}
        */
        factorType: "sms" | "call" | "email" | "push" | "question" | "token:software:totp" | "token:hotp" | "token:hardware" | "token" | "web" | "webauthn" | "u2f";
        /**
        * @description OKTA for sms, call, email, push, question; OKTA or GOOGLE for token:software:totp; FIDO for webauthn
        * @enum {string}
        */
        provider: "OKTA" | "GOOGLE" | "FIDO" | "CUSTOM" | "DUO" | "RSA" | "SYMANTEC" | "YUBICO";
        /** @description What belongs to the type; push, webauthn and token:software:totp need nothing */
        profile?: {
          /** @description sms and call: the number in E.164, such as +15554151337 */
          phoneNumber?: string;
          /** @description call: the extension */
          phoneExtension?: string;
          /** @description email: the user's primary or secondary address */
          email?: string;
          /** @description question: the key of the question, such as disliked_food */
          question?: string;
          /** @description question: the answer, at least 4 characters */
          answer?: string;
          /** @description token: the id of the hardware token */
          credentialId?: string;
          /** @description token:hotp: the secret of the hardware token */
          sharedSecret?: string;
        };
        /** @description token:hotp: the id of the factor profile */
        factorProfileId?: string;
        /** @description token and token:hardware: what the token shows */
        verify?: {
          /** @description The one-time code */
          passCode: string;
          /** @description The one-time code */
          nextPassCode?: string;
        };
        /** @description Activates without a code: for sms, call, email and token:hotp; false where omitted */
        activate?: boolean;
        /** @description Replaces the registered phone number; false where omitted */
        updatePhone?: boolean;
        /** @description sms: the id of a template; the org's own if unknown */
        templateId?: string;
        /** @description For how many seconds a code works; 300 where omitted */
        tokenLifetimeSeconds?: number;
      };
      /**
      * @description Activate factor. Finishes an enrollment with what the person has: the code of sms, call, email or token:software:totp, or the attestation of webauthn. For push it starts the wait for the device anew. Okta permits five attempts in five minutes. Reverse it with delete-factor.
      *
      *     Okta: `POST /api/v1/users/{userId}/factors/{factorId}/lifecycle/activate`
      */
      "activate-factor": {
        /** @description The user: id or login */
        userId: string;
        /** @description The id of the user's factor */
        factorId: string;
        /** @description The one-time code */
        passCode?: string;
        /** @description webauthn: the attestation, in Base64 */
        attestation?: string;
        /** @description webauthn and u2f: the client data, in Base64 */
        clientData?: string;
        /** @description u2f: the registration data, in Base64 */
        registrationData?: string;
        /** @description push: whether the person must choose a number */
        useNumberMatchingChallenge?: boolean;
      };
      /**
      * @description Verify factor. Checks that a person has the factor. Push sends a notification and answers WAITING: ask get-factor-transaction until it is answered. For sms, call and email leave passCode out to send a code, then give it. A wrong code or answer is refused.
      *
      *     Okta: `POST /api/v1/users/{userId}/factors/{factorId}/verify`
      */
      "verify-factor": {
        /** @description The user: id or login */
        userId: string;
        /** @description The id of the user's factor */
        factorId: string;
        /** @description The one-time code */
        passCode?: string;
        /** @description question: the answer */
        answer?: string;
        /** @description webauthn and u2f: the client data, in Base64 */
        clientData?: string;
        /** @description webauthn: the authenticator data, in Base64 */
        authenticatorData?: string;
        /** @description webauthn and u2f: the signature, in Base64 */
        signatureData?: string;
        /** @description push: whether the person must choose a number */
        useNumberMatchingChallenge?: boolean;
        /** @description sms: the id of a template; the org's own if unknown */
        templateId?: string;
        /** @description For how many seconds a code works; 300 where omitted */
        tokenLifetimeSeconds?: number;
      };
      /**
      * @description Poll push verification result. Says whether the person has answered a push challenge: WAITING, SUCCESS, REJECTED or TIMEOUT. Its transaction id is the end of the poll link that verify-factor answers.
      *
      *     Okta: `GET /api/v1/users/{userId}/factors/{factorId}/transactions/{transactionId}`
      */
      "get-factor-transaction": {
        /** @description The user: id or login */
        userId: string;
        /** @description The id of the user's factor */
        factorId: string;
        /** @description The id of the push challenge; the end of its poll link */
        transactionId: string;
      };
      /**
      * @description Unenroll one factor. Takes a factor away from a user, who may enroll it again. Taking push away takes everything of Okta Verify away. It cannot be undone.
      *
      *     Okta: `DELETE /api/v1/users/{userId}/factors/{factorId}`
      */
      "delete-factor": {
        /** @description The user: id or login */
        userId: string;
        /** @description The id of the user's factor */
        factorId: string;
        /** @description sms and call: forgets the number as a way of recovery, too; false where omitted */
        removeRecoveryEnrollment?: boolean;
      };
      /**
      * @description Reset all factors. Takes all factors away from a user, who must enroll anew at the next sign-in that asks for one. The status stays. It cannot be undone.
      *
      *     Okta: `POST /api/v1/users/{userId}/lifecycle/reset_factors`
      */
      "reset-factors": {
        /** @description The user: id or login */
        userId: string;
      };
      /**
      * @description Issue Temporary Access Code. Makes a code with which an ACTIVE user can sign in for a while, which is the output and is shown this once. It ends the code before it. Its authenticator must be set up in the org. Reverse it with delete-authenticator-enrollment.
      *
      *     Okta: `POST /api/v1/users/{userId}/authenticator-enrollments/tac`
      */
      "create-temporary-access-code": {
        /** @description The user: id or login */
        userId: string;
        /** @description The id of the authenticator whose key is tac */
        authenticatorId: string;
        /** @description Limits of the code */
        profile?: {
          /** @description For how many minutes it works, as text: 10 to 14400, within what the org permits */
          ttl?: string;
          /** @description Whether it works more than once; the org must permit it */
          multiUse?: boolean;
        };
      };
      /**
      * @description List authenticator enrollments. Lists what a user has enrolled with the authenticators of the org, the password included.
      *
      *     Okta: `GET /api/v1/users/{userId}/authenticator-enrollments`
      */
      "list-authenticator-enrollments": {
        /** @description The user: id or login */
        userId: string;
        /** @description phone shows whole phone numbers; hidden where omitted */
        discloseIdentifiers?: "phone"[];
      };
      /**
      * @description Delete authenticator enrollment. Takes one enrollment away from a user, who may enroll again. It cannot be undone.
      *
      *     Okta: `DELETE /api/v1/users/{userId}/authenticator-enrollments/{enrollmentId}`
      */
      "delete-authenticator-enrollment": {
        /** @description The user: id or login */
        userId: string;
        /** @description The id of the authenticator enrollment */
        enrollmentId: string;
      };
      /**
      * @description List authenticators. Lists the authenticators of the org, such as password, phone, Okta Verify and passkeys.
      *
      *     Okta: `GET /api/v1/authenticators`
      */
      "list-authenticators": Record<string, never>;
      /**
      * @description List groups. Lists all groups, or those that a search, a filter or the beginning of a name (q) picks. Give at most one of search, filter and q; q gives one page of at most 300.
      *
      *     Okta: `GET /api/v1/groups`
      */
      "list-groups": {
        /** @description SCIM expression, such as profile.name sw "Eng" and type eq "OKTA_GROUP"; the index lags behind changes by about a second */
        search?: string;
        /** @description SCIM expression over id, type, lastUpdated and lastMembershipUpdated */
        filter?: string;
        /** @description The beginning of the name */
        q?: string;
        /** @description stats embeds counts of members and apps, app the source of an imported group; both with a comma */
        expand?: string;
        /** @description The property to sort by, such as profile.lastName; works with search only */
        sortBy?: string;
        /**
        * @description Direction of sortBy; asc where omitted
        * @enum {string}
        */
        sortOrder?: "asc" | "desc";
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Search groups. Lists the groups that match a SCIM expression over any attribute, custom ones included. The index lags behind changes by about a second: read a group by its id before changing it.
      *
      *     Okta: `GET /api/v1/groups`
      */
      "search-groups": {
        /** @description SCIM expression, such as profile.name sw "Eng" and type eq "OKTA_GROUP"; the index lags behind changes by about a second */
        search: string;
        /** @description stats embeds counts of members and apps, app the source of an imported group; both with a comma */
        expand?: string;
        /** @description The property to sort by, such as profile.lastName; works with search only */
        sortBy?: string;
        /**
        * @description Direction of sortBy; asc where omitted
        * @enum {string}
        */
        sortOrder?: "asc" | "desc";
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Find groups by name. Gives the groups with exactly this name, in any case of letters; an empty list if there is none. Several groups may share a name where some are imported. A new group is found after about a second.
      *
      *     Okta: `GET /api/v1/groups`
      */
      "find-group-by-name": {
        /** @description The whole name of the group */
        name: string;
      };
      /**
      * @description Get group. Reads one group by its id, always as it is now.
      *
      *     Okta: `GET /api/v1/groups/{groupId}`
      */
      "get-group": {
        /** @description The id of the group */
        groupId: string;
      };
      /**
      * @description Create group. Creates an Okta group without members. The name must not belong to another Okta group. Reverse it with delete-group.
      *
      *     Okta: `POST /api/v1/groups`
      */
      "create-group": {
        /** @description Name and description, and custom attributes of the org's group schema */
        profile: {
          /** @description The name of the group */
          name: string;
          /** @description What the group is for */
          description?: string | null;
        } & {
          [key: string]: string | number | boolean | (string | number)[] | null;
        };
      };
      /**
      * @description Update group. Sets attributes of an Okta group and keeps the others: reads the profile, merges the changes and writes it back, since Okta erases what a write leaves out; nothing is written where it is so already. A change that somebody makes in between is lost.
      *
      *     Okta: `GET /api/v1/groups/{groupId}`, `PUT /api/v1/groups/{groupId}`
      */
      "update-group": {
        /** @description The id of the group */
        groupId: string;
        /** @description Attributes to set; the others stay, null clears one */
        profile: {
          /** @description The name of the group */
          name?: string;
          /** @description What the group is for */
          description?: string | null;
        } & {
          [key: string]: string | number | boolean | (string | number)[] | null;
        };
      };
      /**
      * @description Delete group. Deletes an Okta group for good; its members stay, but lose the access that the group gave. Refused while a group push mapping uses it. It cannot be undone.
      *
      *     Okta: `DELETE /api/v1/groups/{groupId}`
      */
      "delete-group": {
        /** @description The id of the group */
        groupId: string;
      };
      /**
      * @description List group members. Lists the users who belong to a group. Pages of 200 are advised; Okta gives 1,000 where limit is omitted.
      *
      *     Okta: `GET /api/v1/groups/{groupId}/users`
      */
      "list-group-members": {
        /** @description The id of the group */
        groupId: string;
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Add user to group. Makes the user a member of an Okta group; nothing changes if it is one already. Groups imported from a directory or application refuse it. Reverse it with remove-user-from-group.
      *
      *     Okta: `PUT /api/v1/groups/{groupId}/users/{userId}`
      */
      "add-user-to-group": {
        /** @description The id of the group */
        groupId: string;
        /** @description The user: id or login */
        userId: string;
      };
      /**
      * @description Remove user from group. Takes the user out of an Okta group, and with it the access that the group gives; nothing changes if it is no member. A group rule may add the user again. Reverse it with add-user-to-group.
      *
      *     Okta: `DELETE /api/v1/groups/{groupId}/users/{userId}`
      */
      "remove-user-from-group": {
        /** @description The id of the group */
        groupId: string;
        /** @description The user: id or login */
        userId: string;
      };
      /**
      * @description Add and remove group members. Adds and removes up to 100 users of one group and reports each of them. One that is refused does not stop the others. If Okta stops answering on the way, what is left is reported with that error. Members who are not named stay.
      *
      *     Okta: `GET /api/v1/groups/{groupId}`, `PUT /api/v1/groups/{groupId}/users/{userId}`, `DELETE /api/v1/groups/{groupId}/users/{userId}`
      */
      "set-group-members": {
        /** @description The id of the group */
        groupId: string;
        /** @description Users to add, each by id or login */
        add?: string[];
        /** @description Users to remove, each by id or login */
        remove?: string[];
      };
      /**
      * @description List applications of a group. Lists the applications that are assigned to a group. Okta gives 20 a page where limit is omitted.
      *
      *     Okta: `GET /api/v1/groups/{groupId}/apps`
      */
      "list-group-applications": {
        /** @description The id of the group */
        groupId: string;
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description List group owners. Lists the users and groups that own a group. It needs the group owners feature in the org.
      *
      *     Okta: `GET /api/v1/groups/{groupId}/owners`
      */
      "list-group-owners": {
        /** @description The id of the group */
        groupId: string;
        /** @description SCIM expression over type, such as type eq "USER" */
        search?: string;
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Assign group owner. Makes a user or a group an owner of a group. Ownership gives no admin permission by itself. Reverse it with delete-group-owner.
      *
      *     Okta: `POST /api/v1/groups/{groupId}/owners`
      */
      "assign-group-owner": {
        /** @description The id of the group */
        groupId: string;
        /** @description The id of the user or group that shall own it */
        id: string;
        /**
        * @description What id names
        * @enum {string}
        */
        type: "USER" | "GROUP";
      };
      /**
      * @description Remove group owner. Takes the ownership of a group away from a user or group. Reverse it with assign-group-owner.
      *
      *     Okta: `DELETE /api/v1/groups/{groupId}/owners/{ownerId}`
      */
      "delete-group-owner": {
        /** @description The id of the group */
        groupId: string;
        /** @description The id of the user or group that owns the group */
        ownerId: string;
      };
      /**
      * @description Modify members of a directory group. Adds users to or removes them from a group that lives in Active Directory or LDAP, through its agent; Okta shows it after the next import. It needs bidirectional group management in the org and a connection with OAuth. Reverse it with the other action.
      *
      *     Okta: `POST /api/v1/directories/{appInstanceId}/groups/modify`
      */
      "modify-ad-group-members": {
        /** @description The id of the Active Directory or LDAP integration (an app instance) */
        appInstanceId: string;
        /** @description The id of the directory group in Okta */
        id: string;
        /** @description The change */
        parameters: {
          /**
          * @description What to do with the users
          * @enum {string}
          */
          action: "ADD" | "REMOVE";
          /** @description The directory's attribute that holds members: member in Active Directory, often uniqueMember in LDAP */
          attribute: string;
          /** @description The ids of the users */
          values: string[];
        };
      };
      /**
      * @description List group rules. Lists all group rules, or those in which a word occurs.
      *
      *     Okta: `GET /api/v1/groups/rules`
      */
      "list-group-rules": {
        /** @description A word to look for in the rules */
        search?: string;
        /**
        * @description Embeds the names of the groups, by their ids
        * @constant
        */
        expand?: "groupIdToGroupNameMap";
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Get group rule. Reads one group rule with its status, conditions and groups.
      *
      *     Okta: `GET /api/v1/groups/rules/{groupRuleId}`
      */
      "get-group-rule": {
        /** @description The id of the group rule */
        groupRuleId: string;
        /**
        * @description Embeds the names of the groups, by their ids
        * @constant
        */
        expand?: "groupIdToGroupNameMap";
      };
      /**
      * @description Create group rule. Creates a rule that brings users into groups. It is INACTIVE at first and does nothing before activate-group-rule. Reverse it with delete-group-rule.
      *
      *     Okta: `POST /api/v1/groups/rules`
      */
      "create-group-rule": {
        /**
        * @description Always group_rule
        * @default group_rule
        * @constant
        */
        type?: "group_rule";
        /** @description The name of the rule, which no other rule has */
        name: string;
        /** @description Whom the rule concerns */
        conditions: {
          /** @description An expression in Okta's expression language */
          expression: {
            /**
            * @description The expression language
            * @default urn:okta:expression:1.0
            * @constant
            */
            type?: "urn:okta:expression:1.0";
            /** @description True for those who get the groups, such as user.department=="Engineering" */
            value: string;
          };
          /** @description Who is left out */
          people?: {
            /** @description Excluded users */
            users: {
              /** @description The ids of users whom the rule passes over */
              exclude: string[];
            };
          };
        };
        /** @description What the rule does; it cannot be changed later */
        actions: {
          /** @description Groups that the rule gives */
          assignUserToGroups: {
            /** @description The ids of Okta groups */
            groupIds: string[];
          };
        };
      };
      /**
      * @description Update group rule. Changes name or conditions of a rule and keeps the rest; its groups stay as they are. An active rule is deactivated, changed and activated again, since Okta changes inactive ones only. If Okta refuses the change, the rule is put back as it was; if it cannot be activated again, the error says how it is left.
      *
      *     Okta: `GET /api/v1/groups/rules/{groupRuleId}`, `POST /api/v1/groups/rules/{groupRuleId}/lifecycle/deactivate`, `PUT /api/v1/groups/rules/{groupRuleId}`, `POST /api/v1/groups/rules/{groupRuleId}/lifecycle/activate`
      */
      "update-group-rule": {
        /** @description The id of the group rule */
        groupRuleId: string;
        /** @description The name of the rule, which no other rule has */
        name?: string;
        /** @description The conditions to change; the others stay */
        conditions?: {
          /** @description An expression in Okta's expression language */
          expression?: {
            /**
            * @description The expression language
            * @default urn:okta:expression:1.0
            * @constant
            */
            type?: "urn:okta:expression:1.0";
            /** @description True for those who get the groups, such as user.department=="Engineering" */
            value: string;
          };
          /** @description Who is left out */
          people?: {
            /** @description Excluded users */
            users: {
              /** @description The ids of users whom the rule passes over */
              exclude: string[];
            };
          };
        };
      };
      /**
      * @description Activate group rule. Makes Okta apply the rule: all users whom it concerns join its groups, within seconds to minutes. Reverse it with deactivate-group-rule, which lets them stay in the groups.
      *
      *     Okta: `POST /api/v1/groups/rules/{groupRuleId}/lifecycle/activate`
      */
      "activate-group-rule": {
        /** @description The id of the group rule */
        groupRuleId: string;
      };
      /**
      * @description Deactivate group rule. Makes Okta apply the rule no longer. Users who have joined groups through it stay in them. Reverse it with activate-group-rule.
      *
      *     Okta: `POST /api/v1/groups/rules/{groupRuleId}/lifecycle/deactivate`
      */
      "deactivate-group-rule": {
        /** @description The id of the group rule */
        groupRuleId: string;
      };
      /**
      * @description Delete group rule. Deletes a rule for good; an active one is deactivated first, and activated again if Okta refuses to delete it. Okta carries it out in the background. Users stay in the groups unless removeUsers says otherwise. It cannot be undone.
      *
      *     Okta: `GET /api/v1/groups/rules/{groupRuleId}`, `POST /api/v1/groups/rules/{groupRuleId}/lifecycle/deactivate`, `DELETE /api/v1/groups/rules/{groupRuleId}`, `POST /api/v1/groups/rules/{groupRuleId}/lifecycle/activate`
      */
      "delete-group-rule": {
        /** @description The id of the group rule */
        groupRuleId: string;
        /** @description Takes everybody out of the groups whom the rule has brought there; false where omitted */
        removeUsers?: boolean;
      };
      /**
      * @description List applications. Lists all applications, or those that a filter or the beginning of a name (q) picks. With user.id in the filter it gives the applications of a user, and expand embeds the assignments.
      *
      *     Okta: `GET /api/v1/apps`
      */
      "list-applications": {
        /** @description The beginning of the name or label */
        q?: string;
        /** @description Expression over id, status, name, credentials.signing.kid, settings.slo.enabled, user.id or group.id, such as status eq "ACTIVE" */
        filter?: string;
        /** @description user/ and the id of a user: embeds that user's assignment */
        expand?: string;
        /** @description Gives fewer properties of each, faster */
        useOptimization?: boolean;
        /** @description Lists inactive applications too; false where omitted */
        includeNonDeleted?: boolean;
        /** @description Gives VPN settings even where there are none */
        alwaysIncludeVpnSettings?: boolean;
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Get application. Reads one application with its settings. Passwords and most secrets are not among them.
      *
      *     Okta: `GET /api/v1/apps/{appId}`
      */
      "get-application": {
        /** @description The id of the application */
        appId: string;
        /** @description user/ and the id of a user: embeds that user's assignment */
        expand?: string;
      };
      /**
      * @description Create application. Adds a custom application or one of the Okta network, active at once unless activate is false. Okta makes id and secret of an OAuth client, and gives the secret in the answer. Reverse it with delete-application.
      *
      *     Okta: `POST /api/v1/apps`
      */
      "create-application": {
        /** @description The name that people see */
        label: string;
        /**
        * @description How people sign in; it decides what name, settings and credentials must hold
        * @enum {string}
        */
        signOnMode: "AUTO_LOGIN" | "BASIC_AUTH" | "BOOKMARK" | "BROWSER_PLUGIN" | "OPENID_CONNECT" | "SAML_1_1" | "SAML_2_0" | "SECURE_PASSWORD_STORE" | "WS_FEDERATION";
        /** @description The kind of application: bookmark, oidc_client, template_basic_auth, template_sps, template_swa or template_wsfed for a custom one, the key of an integration of the Okta network for others; omitted for SAML_2_0 and AUTO_LOGIN */
        name?: string;
        /** @description Settings, as the sign-on mode asks for them */
        settings?: {
          /** @description What the kind of application asks for, such as url */
          app?: {
            [key: string]: unknown;
          };
          /** @description SAML, WS-Federation and AUTO_LOGIN: the sign-on */
          signOn?: {
            [key: string]: unknown;
          };
          /** @description OPENID_CONNECT: application_type, grant_types, response_types, redirect_uris and the like */
          oauthClient?: {
            [key: string]: unknown;
          };
          /** @description Notes for admins and users */
          notes?: {
            [key: string]: unknown;
          };
        } & {
          [key: string]: unknown;
        };
        credentials?: components["schemas"]["AppCredentials"];
        /** @description Who can get at it */
        accessibility?: {
          /** @description Whether users may request it themselves */
          selfService?: boolean;
          /** @description An error page of your own */
          errorRedirectUrl?: string | null;
          /** @description A sign-in page of your own */
          loginRedirectUrl?: string | null;
        } & {
          [key: string]: unknown;
        };
        /** @description Licences */
        licensing?: {
          /** @description Licences bought */
          seatCount?: number;
        } & {
          [key: string]: unknown;
        };
        /** @description OPENID_CONNECT: any JSON that expressions can refer to */
        profile?: {
          [key: string]: unknown;
        };
        /** @description Where users see it */
        visibility?: {
          /** @description Whether it opens when the user signs in to Okta */
          autoLaunch?: boolean;
          /** @description Whether the browser plugin signs in by itself */
          autoSubmitToolbar?: boolean;
          /** @description Where it is hidden: iOS, web */
          hide?: {
            [key: string]: unknown;
          };
          /** @description Which of its links users see */
          appLinks?: {
            [key: string]: unknown;
          };
        } & {
          [key: string]: unknown;
        };
        /** @description Whether it is active at once; true where omitted */
        activate?: boolean;
      };
      /**
      * @description Update application. Sets properties of an application and keeps the others at every depth: reads it, merges the changes and writes it back, since Okta resets what a write leaves out. Lists are replaced whole. A shared password must be given again, for Okta does not give it away. A change that somebody makes in between is lost.
      *
      *     Okta: `GET /api/v1/apps/{appId}`, `PUT /api/v1/apps/{appId}`
      */
      "update-application": {
        /** @description The id of the application */
        appId: string;
        /** @description The name that people see */
        label?: string;
        /**
        * @description How people sign in; it decides what name, settings and credentials must hold
        * @enum {string}
        */
        signOnMode?: "AUTO_LOGIN" | "BASIC_AUTH" | "BOOKMARK" | "BROWSER_PLUGIN" | "OPENID_CONNECT" | "SAML_1_1" | "SAML_2_0" | "SECURE_PASSWORD_STORE" | "WS_FEDERATION";
        /** @description Settings, as the sign-on mode asks for them */
        settings?: {
          /** @description What the kind of application asks for, such as url */
          app?: {
            [key: string]: unknown;
          };
          /** @description SAML, WS-Federation and AUTO_LOGIN: the sign-on */
          signOn?: {
            [key: string]: unknown;
          };
          /** @description OPENID_CONNECT: application_type, grant_types, response_types, redirect_uris and the like */
          oauthClient?: {
            [key: string]: unknown;
          };
          /** @description Notes for admins and users */
          notes?: {
            [key: string]: unknown;
          };
        } & {
          [key: string]: unknown;
        };
        credentials?: components["schemas"]["AppCredentials"];
        /** @description Who can get at it */
        accessibility?: {
          /** @description Whether users may request it themselves */
          selfService?: boolean;
          /** @description An error page of your own */
          errorRedirectUrl?: string | null;
          /** @description A sign-in page of your own */
          loginRedirectUrl?: string | null;
        } & {
          [key: string]: unknown;
        };
        /** @description Licences */
        licensing?: {
          /** @description Licences bought */
          seatCount?: number;
        } & {
          [key: string]: unknown;
        };
        /** @description OPENID_CONNECT: any JSON that expressions can refer to */
        profile?: {
          [key: string]: unknown;
        };
        /** @description Where users see it */
        visibility?: {
          /** @description Whether it opens when the user signs in to Okta */
          autoLaunch?: boolean;
          /** @description Whether the browser plugin signs in by itself */
          autoSubmitToolbar?: boolean;
          /** @description Where it is hidden: iOS, web */
          hide?: {
            [key: string]: unknown;
          };
          /** @description Which of its links users see */
          appLinks?: {
            [key: string]: unknown;
          };
        } & {
          [key: string]: unknown;
        };
      };
      /**
      * @description Activate application. Lets the assigned users sign in to an application. Reverse it with deactivate-application.
      *
      *     Okta: `POST /api/v1/apps/{appId}/lifecycle/activate`
      */
      "activate-application": {
        /** @description The id of the application */
        appId: string;
      };
      /**
      * @description Deactivate application. Lets nobody sign in to an application any more and keeps it with its assignments. An OAuth client gets no more tokens. Reverse it with activate-application.
      *
      *     Okta: `POST /api/v1/apps/{appId}/lifecycle/deactivate`
      */
      "deactivate-application": {
        /** @description The id of the application */
        appId: string;
      };
      /**
      * @description Delete application. Deletes an application for good, with its assignments and the profiles of its users; an active one is deactivated first, and activated again if Okta refuses to delete it. It cannot be undone.
      *
      *     Okta: `GET /api/v1/apps/{appId}`, `POST /api/v1/apps/{appId}/lifecycle/deactivate`, `DELETE /api/v1/apps/{appId}`, `POST /api/v1/apps/{appId}/lifecycle/activate`
      */
      "delete-application": {
        /** @description The id of the application */
        appId: string;
      };
      /**
      * @description List application users. Lists the users who have an application, directly or through groups. Okta gives 50 a page where limit is omitted.
      *
      *     Okta: `GET /api/v1/apps/{appId}/users`
      */
      "list-application-users": {
        /** @description The id of the application */
        appId: string;
        /** @description The beginning of user name, first name, last name or e-mail address */
        q?: string;
        /**
        * @description user embeds the user
        * @constant
        */
        expand?: "user";
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Get application user. Reads the assignment of one user to an application: scope, credentials and the application's profile.
      *
      *     Okta: `GET /api/v1/apps/{appId}/users/{userId}`
      */
      "get-application-user": {
        /** @description The id of the application */
        appId: string;
        /** @description The user: id or login */
        userId: string;
        /**
        * @description user embeds the user
        * @constant
        */
        expand?: "user";
      };
      /**
      * @description Assign user to application. Gives an application to a user, with credentials and profile where it has such; provisioning makes the account there. Refused when the user has it already. Reverse it with remove-user-from-application.
      *
      *     Okta: `POST /api/v1/apps/{appId}/users`
      */
      "assign-user-to-application": {
        /** @description The id of the application */
        appId: string;
        /** @description The user: id or login */
        id: string;
        /**
        * @description USER assigns directly; GROUP turns a direct assignment into one through a group
        * @enum {string}
        */
        scope?: "USER" | "GROUP";
        /** @description Credentials for applications whose scheme lets an admin set them */
        credentials?: {
          /** @description The user name in the application */
          userName?: string;
          /** @description The password for the application; Okta never gives it back */
          password?: {
            /** @description The password */
            value: string;
          };
        };
        /** @description Attributes of the application's own profile, by the names of its schema (get-app-user-schema) */
        profile?: {
          [key: string]: string | number | boolean | (string | number)[] | null;
        };
      };
      /**
      * @description Update application user. Changes credentials or profile of a user's assignment to an application; attributes that are left out stay. What the application's mappings fill in from Okta cannot be set here.
      *
      *     Okta: `POST /api/v1/apps/{appId}/users/{userId}`
      */
      "update-application-user": {
        /** @description The id of the application */
        appId: string;
        /** @description The user: id or login */
        userId: string;
        /** @description Credentials for applications whose scheme lets an admin set them */
        credentials?: {
          /** @description The user name in the application */
          userName?: string;
          /** @description The password for the application; Okta never gives it back */
          password?: {
            /** @description The password */
            value: string;
          };
        };
        /** @description Attributes of the application's own profile, by the names of its schema (get-app-user-schema) */
        profile?: {
          [key: string]: string | number | boolean | (string | number)[] | null;
        };
      };
      /**
      * @description Remove user from application. Takes an application away from a user who was assigned directly. The user's profile in it is lost for good, and provisioning may deactivate the account there. Refused for users who have it through a group.
      *
      *     Okta: `DELETE /api/v1/apps/{appId}/users/{userId}`
      */
      "remove-user-from-application": {
        /** @description The id of the application */
        appId: string;
        /** @description The user: id or login */
        userId: string;
        /** @description Sends the administrator an e-mail about it; false where omitted */
        sendEmail?: boolean;
      };
      /**
      * @description List application groups. Lists the groups that have an application. Okta gives pages of 20 to 200 here, never smaller ones.
      *
      *     Okta: `GET /api/v1/apps/{appId}/groups`
      */
      "list-application-groups": {
        /** @description The id of the application */
        appId: string;
        /** @description The beginning of the group's name */
        q?: string;
        /**
        * @description group embeds the group, metadata what Okta knows about the assignment
        * @enum {string}
        */
        expand?: "group" | "metadata";
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Get application group. Reads the assignment of one group to an application: priority and profile.
      *
      *     Okta: `GET /api/v1/apps/{appId}/groups/{groupId}`
      */
      "get-application-group": {
        /** @description The id of the application */
        appId: string;
        /** @description The id of the group */
        groupId: string;
        /**
        * @description group embeds the group, metadata what Okta knows about the assignment
        * @enum {string}
        */
        expand?: "group" | "metadata";
      };
      /**
      * @description Assign group to application. Gives an application to all members of a group, those who join later too. Of a group that has it already, priority and profile are replaced whole. Reverse it with remove-group-from-application.
      *
      *     Okta: `PUT /api/v1/apps/{appId}/groups/{groupId}`
      */
      "assign-group-to-application": {
        /** @description The id of the application */
        appId: string;
        /** @description The id of the group */
        groupId: string;
        /** @description Members of several groups get the profile of the first: 0 is the highest. Okta's next one where omitted */
        priority?: number;
        /** @description Attributes of the application's own profile, by the names of its schema (get-app-user-schema) */
        profile?: {
          [key: string]: string | number | boolean | (string | number)[] | null;
        };
      };
      /**
      * @description Update application group. Changes priority or single attributes of a group's assignment to an application and keeps the others; null takes an attribute out. Members get the change in the application, too.
      *
      *     Okta: `PATCH /api/v1/apps/{appId}/groups/{groupId}`
      */
      "update-application-group": {
        /** @description The id of the application */
        appId: string;
        /** @description The id of the group */
        groupId: string;
        /** @description Members of several groups get the profile of the first: 0 is the highest. Okta's next one where omitted */
        priority?: number;
        /** @description Attributes of the application's own profile, by the names of its schema (get-app-user-schema) */
        profile?: {
          [key: string]: string | number | boolean | (string | number)[] | null;
        };
      };
      /**
      * @description Remove group from application. Takes an application away from a group; members who have it by nothing else lose it, with their profile in it for good. Reverse the rest with assign-group-to-application.
      *
      *     Okta: `DELETE /api/v1/apps/{appId}/groups/{groupId}`
      */
      "remove-group-from-application": {
        /** @description The id of the application */
        appId: string;
        /** @description The id of the group */
        groupId: string;
      };
      /**
      * @description List group push mappings. Lists which Okta groups are pushed to which groups of an application, and how the last push went. The application must be active and support group push.
      *
      *     Okta: `GET /api/v1/apps/{appId}/group-push/mappings`
      */
      "list-group-push-mappings": {
        /** @description The id of the application */
        appId: string;
        /** @description Only the mapping of this Okta group */
        sourceGroupId?: string;
        /**
        * @description Only mappings in this status
        * @enum {string}
        */
        status?: "ACTIVE" | "INACTIVE" | "ERROR";
        /**
        * Format: date-time
        * @description Only mappings that have changed since this time
        */
        lastUpdated?: string;
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Create group push mapping. Pushes the members of an Okta group to a group of an application: one that is there already (targetGroupId) or one that Okta makes there (targetGroupName). Members who are in the target alone may lose it. Reverse it by setting it INACTIVE and delete-group-push-mapping.
      *
      *     Okta: `POST /api/v1/apps/{appId}/group-push/mappings`
      */
      "create-group-push-mapping": {
        /** @description The id of the application */
        appId: string;
        /** @description The id of the Okta group to push */
        sourceGroupId: string;
        /** @description The id, in Okta, of a group of the application */
        targetGroupId?: string;
        /** @description The name of a group to make or to link to */
        targetGroupName?: string;
        /**
        * @description ACTIVE pushes at once, and is the default
        * @enum {string}
        */
        status?: "ACTIVE" | "INACTIVE";
        /** @description Active Directory only, and needed there */
        appConfig?: {
          /**
          * @description Always ACTIVE_DIRECTORY
          * @constant
          */
          type: "ACTIVE_DIRECTORY";
          /** @description The distinguished name of the organizational unit or group */
          distinguishedName: string;
          /**
          * @description The scope of the group
          * @enum {string}
          */
          groupScope: "DOMAIN_LOCAL" | "GLOBAL" | "UNIVERSAL";
          /**
          * @description The type of the group
          * @enum {string}
          */
          groupType: "DISTRIBUTION" | "SECURITY";
          /** @description The SAM account name of the group */
          samAccountName: string;
        };
      };
      /**
      * @description Update group push mapping. Starts or stops pushing a group. Starting pushes all members at once; stopping leaves the target group as it is.
      *
      *     Okta: `PATCH /api/v1/apps/{appId}/group-push/mappings/{mappingId}`
      */
      "update-group-push-mapping": {
        /** @description The id of the application */
        appId: string;
        /** @description The id of the group push mapping */
        mappingId: string;
        /**
        * @description ACTIVE pushes all members at once and every change from then on; INACTIVE pushes no more
        * @enum {string}
        */
        status: "ACTIVE" | "INACTIVE";
      };
      /**
      * @description Delete group push mapping. Deletes a mapping for good, with the group in the application where deleteTargetGroup says so. Okta refuses it for an active mapping: stop it with update-group-push-mapping first. It cannot be undone.
      *
      *     Okta: `DELETE /api/v1/apps/{appId}/group-push/mappings/{mappingId}`
      */
      "delete-group-push-mapping": {
        /** @description The id of the application */
        appId: string;
        /** @description The id of the group push mapping */
        mappingId: string;
        /** @description Whether the group in the application is deleted, too */
        deleteTargetGroup: boolean;
      };
      /**
      * @description Search the System Log. Lists events of the last 90 days by filter, keywords and time. Very recent events may be missing for some seconds. ASCENDING without until never ends: its last page still has a nextCursor, with which later events can be read.
      *
      *     Okta: `GET /api/v1/logs`
      */
      "search-system-log": {
        /** @description SCIM filter, such as eventType eq "user.lifecycle.suspend" and outcome.result eq "SUCCESS" */
        filter?: string;
        /** @description Up to 10 keywords of 40 characters that must all occur */
        q?: string;
        /**
        * Format: date-time
        * @description Only events from this time on; 7 days before until where omitted. Okta keeps 90 days
        */
        since?: string;
        /**
        * Format: date-time
        * @description Only events up to this time; now where omitted
        */
        until?: string;
        /**
        * @description DESCENDING gives the newest event first. ASCENDING with until ends; without until it goes on with events to come
        * @default DESCENDING
        * @enum {string}
        */
        sortOrder?: "ASCENDING" | "DESCENDING";
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Recent sign-ins of a user. Lists the sign-ins to Okta of one user, failed ones included (see outcome), newest first. Sign-ins to single applications are other events: search the System Log for user.authentication.sso.
      *
      *     Okta: `GET /api/v1/logs`
      */
      "get-recent-logons-by-user": {
        /** @description The user: id or login */
        userId: string;
        /**
        * Format: date-time
        * @description Only events from this time on; 7 days before until where omitted. Okta keeps 90 days
        */
        since?: string;
        /**
        * Format: date-time
        * @description Only events up to this time; now where omitted
        */
        until?: string;
        /**
        * @description DESCENDING gives the newest event first
        * @default DESCENDING
        * @enum {string}
        */
        sortOrder?: "ASCENDING" | "DESCENDING";
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Recent sign-ins from an IP address. Lists the sign-ins to Okta that came from one IP address, failed ones included (see outcome), newest first.
      *
      *     Okta: `GET /api/v1/logs`
      */
      "get-recent-logons-by-ip": {
        /** @description An IPv4 or IPv6 address, as the System Log shows it in client.ipAddress */
        ipAddress: string;
        /**
        * Format: date-time
        * @description Only events from this time on; 7 days before until where omitted. Okta keeps 90 days
        */
        since?: string;
        /**
        * Format: date-time
        * @description Only events up to this time; now where omitted
        */
        until?: string;
        /**
        * @description DESCENDING gives the newest event first
        * @default DESCENDING
        * @enum {string}
        */
        sortOrder?: "ASCENDING" | "DESCENDING";
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Failed sign-ins. Lists the sign-ins to Okta that failed or that a policy denied, newest first, of the whole org or of one user or IP address. outcome.reason says why.
      *
      *     Okta: `GET /api/v1/logs`
      */
      "get-login-failures": {
        /** @description Only of this user: id or login */
        userId?: string;
        /** @description Only from this IPv4 or IPv6 address */
        ipAddress?: string;
        /**
        * Format: date-time
        * @description Only events from this time on; 7 days before until where omitted. Okta keeps 90 days
        */
        since?: string;
        /**
        * Format: date-time
        * @description Only events up to this time; now where omitted
        */
        until?: string;
        /**
        * @description DESCENDING gives the newest event first
        * @default DESCENDING
        * @enum {string}
        */
        sortOrder?: "ASCENDING" | "DESCENDING";
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description List a user's admin roles. Lists the admin roles of a user, those of their groups too: assignmentType says which.
      *
      *     Okta: `GET /api/v1/users/{userId}/roles`
      */
      "list-user-roles": {
        /** @description The user: id or login */
        userId: string;
        /**
        * @description Embeds the groups or apps that a standard role is limited to
        * @enum {string}
        */
        expand?: "targets/groups" | "targets/catalog/apps";
      };
      /**
      * @description Assign admin role to user. Makes the user an administrator, at once. Okta refuses a role that they have already (okta_conflict). Only a super admin, or an app with that role, may do it. Reverse it with remove-role-from-user.
      *
      *     Okta: `POST /api/v1/users/{userId}/roles`
      */
      "assign-role-to-user": {
        /** @description The user: id or login */
        userId: string;
        /**
        * @description The standard role, or CUSTOM for one of the org's own, with role and resource-set
        * @enum {string}
        */
        type: "SUPER_ADMIN" | "ORG_ADMIN" | "APP_ADMIN" | "USER_ADMIN" | "GROUP_MEMBERSHIP_ADMIN" | "HELP_DESK_ADMIN" | "API_ACCESS_MANAGEMENT_ADMIN" | "REPORT_ADMIN" | "READ_ONLY_ADMIN" | "ACCESS_CERTIFICATIONS_ADMIN" | "ACCESS_REQUESTS_ADMIN" | "WORKFLOWS_ADMIN" | "CUSTOM";
        /** @description The id of the custom role; with CUSTOM only */
        role?: string;
        /** @description The id of the resource set that the custom role works on; with CUSTOM only */
        "resource-set"?: string;
        /** @description True makes them a third-party admin, who gets no e-mails that Okta sends to admins; default false */
        disableNotifications?: boolean;
      };
      /**
      * @description Remove admin role from user. Takes an admin role away from a user, with its targets. A role that comes from a group stays: remove it from the group. Reverse it with assign-role-to-user.
      *
      *     Okta: `DELETE /api/v1/users/{userId}/roles/{roleAssignmentId}`
      */
      "remove-role-from-user": {
        /** @description The user: id or login */
        userId: string;
        /** @description The id of the role assignment, as the lists of roles give it */
        roleAssignmentId: string;
      };
      /**
      * @description List a group's admin roles. Lists the admin roles that a group gives to its members.
      *
      *     Okta: `GET /api/v1/groups/{groupId}/roles`
      */
      "list-group-roles": {
        /** @description The id of the group */
        groupId: string;
        /**
        * @description Embeds the groups or apps that a standard role is limited to
        * @enum {string}
        */
        expand?: "targets/groups" | "targets/catalog/apps";
      };
      /**
      * @description Assign admin role to group. Makes every member of the group an administrator, later members too. Okta refuses a role that they have already (okta_conflict). Only a super admin, or an app with that role, may do it. Reverse it with remove-role-from-group.
      *
      *     Okta: `POST /api/v1/groups/{groupId}/roles`
      */
      "assign-role-to-group": {
        /** @description The id of the group */
        groupId: string;
        /**
        * @description The standard role, or CUSTOM for one of the org's own, with role and resource-set
        * @enum {string}
        */
        type: "SUPER_ADMIN" | "ORG_ADMIN" | "APP_ADMIN" | "USER_ADMIN" | "GROUP_MEMBERSHIP_ADMIN" | "HELP_DESK_ADMIN" | "API_ACCESS_MANAGEMENT_ADMIN" | "REPORT_ADMIN" | "READ_ONLY_ADMIN" | "ACCESS_CERTIFICATIONS_ADMIN" | "ACCESS_REQUESTS_ADMIN" | "WORKFLOWS_ADMIN" | "CUSTOM";
        /** @description The id of the custom role; with CUSTOM only */
        role?: string;
        /** @description The id of the resource set that the custom role works on; with CUSTOM only */
        "resource-set"?: string;
        /** @description True makes them a third-party admin, who gets no e-mails that Okta sends to admins; default false */
        disableNotifications?: boolean;
      };
      /**
      * @description Remove admin role from group. Takes an admin role away from a group, and so from all its members. Reverse it with assign-role-to-group.
      *
      *     Okta: `DELETE /api/v1/groups/{groupId}/roles/{roleAssignmentId}`
      */
      "remove-role-from-group": {
        /** @description The id of the group */
        groupId: string;
        /** @description The id of the role assignment, as the lists of roles give it */
        roleAssignmentId: string;
      };
      /**
      * @description List users with role assignments. Lists everybody who holds an admin role, by id. list-user-roles says which roles these are.
      *
      *     Okta: `GET /api/v1/iam/assignees/users`
      */
      "list-users-with-roles": {
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description List custom roles. Lists the org's own admin roles; the standard ones are not in it.
      *
      *     Okta: `GET /api/v1/iam/roles`
      */
      "list-custom-roles": {
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Create custom role. Creates an admin role with permissions of your choice. Nobody has it yet: assign it together with a resource set. Reverse it with delete-custom-role.
      *
      *     Okta: `POST /api/v1/iam/roles`
      */
      "create-custom-role": {
        /** @description A unique name for the role */
        label: string;
        /** @description What the role is for */
        description: string;
        /** @description The permissions it gives, such as okta.users.read */
        permissions: string[];
      };
      /**
      * @description Update custom role. Sets label or description of a custom role and keeps the other one: reads it first, since Okta wants both. Permissions and assignments stay.
      *
      *     Okta: `GET /api/v1/iam/roles/{roleIdOrLabel}`, `PUT /api/v1/iam/roles/{roleIdOrLabel}`
      */
      "update-custom-role": {
        /** @description The custom role: id or label */
        roleIdOrLabel: string;
        /** @description A unique name for the role */
        label?: string;
        /** @description What the role is for */
        description?: string;
      };
      /**
      * @description Delete custom role. Deletes a custom role for good, with its permissions; whoever has it loses what it permits. It cannot be undone.
      *
      *     Okta: `DELETE /api/v1/iam/roles/{roleIdOrLabel}`
      */
      "delete-custom-role": {
        /** @description The custom role: id or label */
        roleIdOrLabel: string;
      };
      /**
      * @description List custom role permissions. Lists what a custom role permits, with the conditions that restrict it.
      *
      *     Okta: `GET /api/v1/iam/roles/{roleIdOrLabel}/permissions`
      */
      "list-role-permissions": {
        /** @description The custom role: id or label */
        roleIdOrLabel: string;
      };
      /**
      * @description List resource sets. Lists the sets of users, groups and apps that custom roles can be limited to.
      *
      *     Okta: `GET /api/v1/iam/resource-sets`
      */
      "list-resource-sets": {
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Add members to a resource-set binding. Gives a custom role on a resource set to more users and groups; who has it already keeps it. The binding must exist. Reverse it with remove-member-from-role-binding.
      *
      *     Okta: `PATCH /api/v1/iam/resource-sets/{resourceSetIdOrLabel}/bindings/{roleIdOrLabel}/members`
      */
      "add-members-to-role-binding": {
        /** @description The resource set: id or label */
        resourceSetIdOrLabel: string;
        /** @description The custom role: id or label */
        roleIdOrLabel: string;
        /** @description Users and groups by address or Okta resource name, such as https://acme.okta.com/api/v1/users/00u1a2b3c4d5e6f7g8h9 */
        additions: string[];
      };
      /**
      * @description Remove member from a resource-set binding. Takes a custom role on a resource set away from a user or group, named by the member's id in the binding. Reverse it with add-members-to-role-binding.
      *
      *     Okta: `DELETE /api/v1/iam/resource-sets/{resourceSetIdOrLabel}/bindings/{roleIdOrLabel}/members/{memberId}`
      */
      "remove-member-from-role-binding": {
        /** @description The resource set: id or label */
        resourceSetIdOrLabel: string;
        /** @description The custom role: id or label */
        roleIdOrLabel: string;
        /** @description The id of the member within the binding, which begins with irb */
        memberId: string;
      };
      /**
      * @description Get user schema. Reads the profile schema of a user type: Okta's attributes under definitions.base, the org's own under definitions.custom.
      *
      *     Okta: `GET /api/v1/meta/schemas/user/{schemaId}`
      */
      "get-user-schema": {
        /** @description default for the default user type, else the end of the type's schema link, such as osc1a2b3c4d5e6f7g8h9 */
        schemaId: string;
      };
      /**
      * @description Update user schema. Adds, changes or removes custom attributes of a user type and keeps those that are not named. Null removes an attribute and, with it, its values in every profile, which cannot be undone. The type of an attribute never changes.
      *
      *     Okta: `POST /api/v1/meta/schemas/user/{schemaId}`
      */
      "update-user-schema": {
        /** @description default for the default user type, else the end of the type's schema link, such as osc1a2b3c4d5e6f7g8h9 */
        schemaId: string;
        /** @description The attributes to change; the others stay */
        definitions: {
          /** @description The org's own attributes */
          custom?: {
            /** @description The name of the subschema, such as #custom */
            id?: string;
            /**
            * @description Always object
            * @constant
            */
            type?: "object";
            /** @description Custom attributes by name: an object adds or changes one, null removes it */
            properties: {
              [key: string]: {
                /** @description The name that people see; required for a new attribute */
                title?: string;
                /**
                * @description The type; required for a new attribute, and fixed from then on
                * @enum {string}
                */
                type?: "string" | "boolean" | "number" | "integer" | "array";
                /** @description For arrays: what they hold */
                items?: {
                  /**
                  * @description The type of each item
                  * @enum {string}
                  */
                  type: "string" | "number" | "integer";
                  /** @description The only values permitted */
                  enum?: (string | number)[] | null;
                  /** @description Names for the values of enum, in the same order */
                  oneOf?: {
                    /** @description The value */
                    const: string | number;
                    /** @description Its name */
                    title: string;
                  }[] | null;
                };
                /** @description What the attribute is for */
                description?: string;
                /**
                * @description What kind of text a string holds
                * @enum {string}
                */
                format?: "country-code" | "date-time" | "email" | "language-code" | "locale" | "timezone" | "uri" | "ref-id";
                /** @description The only values permitted */
                enum?: (string | number)[] | null;
                /** @description Names for the values of enum, in the same order */
                oneOf?: {
                  /** @description The value */
                  const: string | number;
                  /** @description Its name */
                  title: string;
                }[] | null;
                /** @description The least number of characters */
                minLength?: number | null;
                /** @description The greatest number of characters */
                maxLength?: number | null;
                /** @description A regular expression that a string must match */
                pattern?: string | null;
                /** @description Whether every profile must have it */
                required?: boolean | null;
                /** @description Whether no two profiles may have the same value */
                unique?: boolean | null;
                /** @description The value where none is given */
                default?: string | number | boolean | (string | number)[];
                /** @description What users may do with the attribute of their own profile */
                permissions?: {
                  /**
                  * @description SELF is the user
                  * @enum {string}
                  */
                  principal: "SELF";
                  /**
                  * @description What the user may do with it
                  * @enum {string}
                  */
                  action: "HIDE" | "READ_ONLY" | "READ_WRITE";
                }[] | null;
                /**
                * @description SELF keeps the attribute from being written by group
                * @enum {string}
                */
                scope?: "NONE" | "SELF";
                /**
                * @description Who may write it
                * @enum {string}
                */
                mutability?: "READ_ONLY" | "READ_WRITE" | "WRITE_ONLY" | "IMMUTABLE";
                /** @description The source of the attribute */
                master?: ({
                  /**
                  * @description Who is the source of the attribute
                  * @enum {string}
                  */
                  type: "PROFILE_MASTER" | "OKTA" | "OVERRIDE";
                } & {
                  [key: string]: unknown;
                }) | null;
                /** @description The name of the attribute in the application */
                externalName?: string;
                /** @description The namespace of the attribute in the application */
                externalNamespace?: string;
              } | null;
            };
          };
          /** @description Okta's attributes */
          base?: {
            /** @description The name of the subschema, such as #custom */
            id?: string;
            /**
            * @description Always object
            * @constant
            */
            type?: "object";
            /** @description Okta's attributes by name, with what shall change */
            properties: {
              [key: string]: {
                /** @description The name that people see; required for a new attribute */
                title?: string;
                /**
                * @description The type; required for a new attribute, and fixed from then on
                * @enum {string}
                */
                type?: "string" | "boolean" | "number" | "integer" | "array";
                /** @description For arrays: what they hold */
                items?: {
                  /**
                  * @description The type of each item
                  * @enum {string}
                  */
                  type: "string" | "number" | "integer";
                  /** @description The only values permitted */
                  enum?: (string | number)[] | null;
                  /** @description Names for the values of enum, in the same order */
                  oneOf?: {
                    /** @description The value */
                    const: string | number;
                    /** @description Its name */
                    title: string;
                  }[] | null;
                };
                /** @description What the attribute is for */
                description?: string;
                /**
                * @description What kind of text a string holds
                * @enum {string}
                */
                format?: "country-code" | "date-time" | "email" | "language-code" | "locale" | "timezone" | "uri" | "ref-id";
                /** @description The only values permitted */
                enum?: (string | number)[] | null;
                /** @description Names for the values of enum, in the same order */
                oneOf?: {
                  /** @description The value */
                  const: string | number;
                  /** @description Its name */
                  title: string;
                }[] | null;
                /** @description The least number of characters */
                minLength?: number | null;
                /** @description The greatest number of characters */
                maxLength?: number | null;
                /** @description A regular expression that a string must match */
                pattern?: string | null;
                /** @description Whether every profile must have it */
                required?: boolean | null;
                /** @description Whether no two profiles may have the same value */
                unique?: boolean | null;
                /** @description The value where none is given */
                default?: string | number | boolean | (string | number)[];
                /** @description What users may do with the attribute of their own profile */
                permissions?: {
                  /**
                  * @description SELF is the user
                  * @enum {string}
                  */
                  principal: "SELF";
                  /**
                  * @description What the user may do with it
                  * @enum {string}
                  */
                  action: "HIDE" | "READ_ONLY" | "READ_WRITE";
                }[] | null;
                /**
                * @description SELF keeps the attribute from being written by group
                * @enum {string}
                */
                scope?: "NONE" | "SELF";
                /**
                * @description Who may write it
                * @enum {string}
                */
                mutability?: "READ_ONLY" | "READ_WRITE" | "WRITE_ONLY" | "IMMUTABLE";
                /** @description The source of the attribute */
                master?: ({
                  /**
                  * @description Who is the source of the attribute
                  * @enum {string}
                  */
                  type: "PROFILE_MASTER" | "OKTA" | "OVERRIDE";
                } & {
                  [key: string]: unknown;
                }) | null;
                /** @description The name of the attribute in the application */
                externalName?: string;
                /** @description The namespace of the attribute in the application */
                externalNamespace?: string;
              };
            };
          };
        };
        /** @description The name of the schema that people see */
        title?: string;
      };
      /**
      * @description Get group schema. Reads the profile schema of Okta groups, with the custom attributes of the org.
      *
      *     Okta: `GET /api/v1/meta/schemas/group/default`
      */
      "get-group-schema": Record<string, never>;
      /**
      * @description Get application user schema. Reads the schema of the profiles that an application's users have in it.
      *
      *     Okta: `GET /api/v1/meta/schemas/apps/{appId}/default`
      */
      "get-app-user-schema": {
        /** @description The id of the application */
        appId: string;
      };
      /**
      * @description List user types. Lists all user types; the link schema of each leads to its profile schema.
      *
      *     Okta: `GET /api/v1/meta/types/user`
      */
      "list-user-types": Record<string, never>;
      /**
      * @description List profile mappings. Lists the mappings between profiles of Okta users and of application users, or those with a given source or target. Okta gives 20 a page where limit is omitted.
      *
      *     Okta: `GET /api/v1/mappings`
      */
      "list-profile-mappings": {
        /** @description Only mappings from this user type or application */
        sourceId?: string;
        /** @description Only mappings to this user type or application */
        targetId?: string;
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description List event hooks. Lists all event hooks of the org; Okta permits 25 active ones. Their secrets are not shown.
      *
      *     Okta: `GET /api/v1/eventHooks`
      */
      "list-event-hooks": Record<string, never>;
      /**
      * @description Get event hook. Reads one event hook. Okta never shows the secret of its authentication header again.
      *
      *     Okta: `GET /api/v1/eventHooks/{eventHookId}`
      */
      "get-event-hook": {
        /** @description The id of the event hook */
        eventHookId: string;
      };
      /**
      * @description Create event hook. Registers an address that Okta tells of events as they happen. The hook is ACTIVE, but receives nothing before verify-event-hook has succeeded. Reverse it with deactivate-event-hook, then delete-event-hook.
      *
      *     Okta: `POST /api/v1/eventHooks`
      */
      "create-event-hook": {
        /** @description The name of the event hook */
        name: string;
        /** @description What it is for */
        description?: string;
        events: components["schemas"]["HookEvents"];
        channel: components["schemas"]["HookChannel"];
      };
      /**
      * @description Update event hook. Sets what is given and keeps the rest: reads the hook, merges, and writes it back, since Okta replaces whole hooks. A hook with a secret needs channel with its secret in every update, because Okta does not show it and would lose it. After a change of the channel the hook receives nothing until verify-event-hook has succeeded again. A change that somebody makes in between is lost.
      *
      *     Okta: `GET /api/v1/eventHooks/{eventHookId}`, `PUT /api/v1/eventHooks/{eventHookId}`
      */
      "update-event-hook": {
        /** @description The id of the event hook */
        eventHookId: string;
        /** @description The name of the event hook */
        name?: string;
        /** @description What it is for */
        description?: string;
        /** @description All that Okta shall tell of, in the place of the present events */
        events?: components["schemas"]["HookEvents"];
        /** @description The whole new channel; the present one where omitted */
        channel?: components["schemas"]["HookChannel"];
      };
      /**
      * @description Verify event hook. Lets Okta ask the receiver once, now, whether it wants the events: it must return the value of the header x-okta-verification-challenge as {"verification": …} within 3 seconds. Refused with the reason if it does not. It stays verified until the channel changes.
      *
      *     Okta: `POST /api/v1/eventHooks/{eventHookId}/lifecycle/verify`
      */
      "verify-event-hook": {
        /** @description The id of the event hook */
        eventHookId: string;
      };
      /**
      * @description Activate event hook. Lets an inactive event hook receive events again if it is verified; some minutes may pass. Events from before are not sent. Reverse it with deactivate-event-hook.
      *
      *     Okta: `POST /api/v1/eventHooks/{eventHookId}/lifecycle/activate`
      */
      "activate-event-hook": {
        /** @description The id of the event hook */
        eventHookId: string;
      };
      /**
      * @description Deactivate event hook. Stops an event hook; events of the meantime are not sent later. Reverse it with activate-event-hook.
      *
      *     Okta: `POST /api/v1/eventHooks/{eventHookId}/lifecycle/deactivate`
      */
      "deactivate-event-hook": {
        /** @description The id of the event hook */
        eventHookId: string;
      };
      /**
      * @description Delete event hook. Deletes an event hook for good. Okta refuses it while the hook is ACTIVE: use deactivate-event-hook first. It cannot be undone.
      *
      *     Okta: `DELETE /api/v1/eventHooks/{eventHookId}`
      */
      "delete-event-hook": {
        /** @description The id of the event hook */
        eventHookId: string;
      };
      /**
      * @description List policies. Lists the policies of one type in the order in which Okta looks at them. Okta has no list of all types.
      *
      *     Okta: `GET /api/v1/policies`
      */
      "list-policies": {
        /**
        * @description OKTA_SIGN_ON (global session), PASSWORD, MFA_ENROLL (authenticator enrollment), IDP_DISCOVERY (routing); with Identity Engine also ACCESS_POLICY (app sign-in), PROFILE_ENROLLMENT (user profile), ENTITY_RISK and the rest
        * @enum {string}
        */
        type: "OKTA_SIGN_ON" | "PASSWORD" | "MFA_ENROLL" | "ACCESS_POLICY" | "PROFILE_ENROLLMENT" | "IDP_DISCOVERY" | "ENTITY_RISK" | "POST_AUTH_SESSION" | "SESSION_VIOLATION_DETECTION" | "DEVICE_SIGNAL_COLLECTION" | "CLIENT_UPDATE" | "IDENTITY_CLAIM_SOURCING";
        /**
        * @description Only policies with this status
        * @enum {string}
        */
        status?: "ACTIVE" | "INACTIVE";
        /** @description The beginning of the name */
        q?: string;
        /**
        * @description Embeds the rules of each policy
        * @enum {string}
        */
        expand?: "rules";
        /**
        * @description Sorts by name instead of priority
        * @enum {string}
        */
        sortBy?: "name";
        /** @description Only policies of this authorization server */
        resourceId?: string;
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Get policy. Reads one policy with its conditions and settings.
      *
      *     Okta: `GET /api/v1/policies/{policyId}`
      */
      "get-policy": {
        /** @description The id of the policy */
        policyId: string;
        /**
        * @description Embeds the rules of each policy
        * @enum {string}
        */
        expand?: "rules";
      };
      /**
      * @description Create policy. Creates a policy of one type. It decides nothing before it has a rule: see create-policy-rule. Reverse it with delete-policy.
      *
      *     Okta: `POST /api/v1/policies`
      */
      "create-policy": {
        /**
        * @description What the policy decides; it cannot be changed later. ACCESS_POLICY and those after it: Identity Engine
        * @enum {string}
        */
        type: "OKTA_SIGN_ON" | "PASSWORD" | "MFA_ENROLL" | "ACCESS_POLICY" | "PROFILE_ENROLLMENT" | "DEVICE_SIGNAL_COLLECTION";
        /** @description A name that no other policy of the type has */
        name: string;
        /** @description What the policy is for */
        description?: string | null;
        /** @description The place among its kind, lower numbers first; the others move. At the end where omitted */
        priority?: number;
        /** @description Whom it concerns, such as people.groups.include with ids of groups; none for ACCESS_POLICY */
        conditions?: {
          [key: string]: unknown;
        } | null;
        /** @description What the policy demands, by type: for PASSWORD its password, recovery and delegation settings */
        settings?: {
          [key: string]: unknown;
        } | null;
        /** @description False leaves it INACTIVE; default true. Classic Engine only */
        activate?: boolean;
      };
      /**
      * @description Update policy. Sets properties of a policy and keeps the others: reads it, puts the changes in and writes it back, since Okta erases what a write leaves out. Objects are merged at every depth, lists take the place of Okta's, null clears. A change that somebody makes in between is lost.
      *
      *     Okta: `GET /api/v1/policies/{policyId}`, `PUT /api/v1/policies/{policyId}`
      */
      "update-policy": {
        /** @description The id of the policy */
        policyId: string;
        /** @description A name that no other policy of the type has */
        name?: string;
        /** @description What the policy is for */
        description?: string | null;
        /** @description The place among its kind, lower numbers first; the others move. At the end where omitted */
        priority?: number;
        /** @description Whom it concerns, such as people.groups.include with ids of groups; none for ACCESS_POLICY */
        conditions?: {
          [key: string]: unknown;
        } | null;
        /** @description What the policy demands, by type: for PASSWORD its password, recovery and delegation settings */
        settings?: {
          [key: string]: unknown;
        } | null;
      };
      /**
      * @description Delete policy. Deletes a policy for good, an active one too, with its rules: the next policy that fits applies at once. Okta refuses it for its own policies and for an app sign-in policy that apps still use. It cannot be undone; deactivate-policy can.
      *
      *     Okta: `DELETE /api/v1/policies/{policyId}`
      */
      "delete-policy": {
        /** @description The id of the policy */
        policyId: string;
      };
      /**
      * @description Activate policy. Makes Okta look at an inactive policy again. Reverse it with deactivate-policy.
      *
      *     Okta: `POST /api/v1/policies/{policyId}/lifecycle/activate`
      */
      "activate-policy": {
        /** @description The id of the policy */
        policyId: string;
      };
      /**
      * @description Deactivate policy. Makes Okta pass over a policy and keeps it with its rules: the next policy that fits applies at once. Okta refuses it for its own policies. Reverse it with activate-policy.
      *
      *     Okta: `POST /api/v1/policies/{policyId}/lifecycle/deactivate`
      */
      "deactivate-policy": {
        /** @description The id of the policy */
        policyId: string;
      };
      /**
      * @description List policy rules. Lists all rules of a policy with their conditions and actions, in the order in which Okta looks at them.
      *
      *     Okta: `GET /api/v1/policies/{policyId}/rules`
      */
      "list-policy-rules": {
        /** @description The id of the policy */
        policyId: string;
      };
      /**
      * @description Create policy rule. Adds a rule to a policy; it decides at once for whom policy and rule fit. Okta takes none for PROFILE_ENROLLMENT, POST_AUTH_SESSION and CLIENT_UPDATE policies. Reverse it with delete-policy-rule.
      *
      *     Okta: `POST /api/v1/policies/{policyId}/rules`
      */
      "create-policy-rule": {
        /** @description The id of the policy */
        policyId: string;
        /**
        * @description The type of the policy; SIGN_ON in an OKTA_SIGN_ON policy
        * @enum {string}
        */
        type: "SIGN_ON" | "PASSWORD" | "MFA_ENROLL" | "ACCESS_POLICY" | "PROFILE_ENROLLMENT" | "IDP_DISCOVERY" | "ENTITY_RISK" | "POST_AUTH_SESSION" | "SESSION_VIOLATION_DETECTION" | "DEVICE_SIGNAL_COLLECTION" | "CLIENT_UPDATE" | "IDENTITY_CLAIM_SOURCING";
        /** @description A name that no other rule of the policy has */
        name: string;
        /** @description The place among its kind, lower numbers first; the others move. At the end where omitted */
        priority?: number;
        /** @description When the rule applies, such as network.connection ZONE with network.include; always where omitted */
        conditions?: {
          [key: string]: unknown;
        } | null;
        /** @description What follows, by type: signon for SIGN_ON, appSignOn for ACCESS_POLICY, passwordChange for PASSWORD */
        actions?: {
          [key: string]: unknown;
        } | null;
        /** @description False leaves the rule INACTIVE; default true */
        activate?: boolean;
      };
      /**
      * @description Update policy rule. Sets properties of a rule and keeps the others: reads it, puts the changes in and writes it back, since Okta erases what a write leaves out. Objects are merged at every depth, lists take the place of Okta's, null clears. A change that somebody makes in between is lost.
      *
      *     Okta: `GET /api/v1/policies/{policyId}/rules/{ruleId}`, `PUT /api/v1/policies/{policyId}/rules/{ruleId}`
      */
      "update-policy-rule": {
        /** @description The id of the policy */
        policyId: string;
        /** @description The id of the rule of the policy */
        ruleId: string;
        /** @description A name that no other rule of the policy has */
        name?: string;
        /** @description The place among its kind, lower numbers first; the others move. At the end where omitted */
        priority?: number;
        /** @description When the rule applies, such as network.connection ZONE with network.include; always where omitted */
        conditions?: {
          [key: string]: unknown;
        } | null;
        /** @description What follows, by type: signon for SIGN_ON, appSignOn for ACCESS_POLICY, passwordChange for PASSWORD */
        actions?: {
          [key: string]: unknown;
        } | null;
      };
      /**
      * @description Delete policy rule. Deletes a rule for good, an active one too: the next rule that fits applies at once. Okta refuses it for default rules. It cannot be undone; deactivate-policy-rule can.
      *
      *     Okta: `DELETE /api/v1/policies/{policyId}/rules/{ruleId}`
      */
      "delete-policy-rule": {
        /** @description The id of the policy */
        policyId: string;
        /** @description The id of the rule of the policy */
        ruleId: string;
      };
      /**
      * @description Activate policy rule. Makes Okta look at an inactive rule again. Reverse it with deactivate-policy-rule.
      *
      *     Okta: `POST /api/v1/policies/{policyId}/rules/{ruleId}/lifecycle/activate`
      */
      "activate-policy-rule": {
        /** @description The id of the policy */
        policyId: string;
        /** @description The id of the rule of the policy */
        ruleId: string;
      };
      /**
      * @description Deactivate policy rule. Makes Okta pass over a rule and keeps it: the next rule that fits applies at once. Okta refuses it for default rules. Reverse it with activate-policy-rule.
      *
      *     Okta: `POST /api/v1/policies/{policyId}/rules/{ruleId}/lifecycle/deactivate`
      */
      "deactivate-policy-rule": {
        /** @description The id of the policy */
        policyId: string;
        /** @description The id of the rule of the policy */
        ruleId: string;
      };
      /**
      * @description Simulate policy evaluation. Says which policies and rules would apply when a user, or somebody in given groups, signs in to an application, and with expand why others would not. It changes nothing in the org.
      *
      *     Okta: `POST /api/v1/policies/simulate`
      */
      "simulate-policy": {
        /** @description The id of the application */
        appInstance: string;
        /** @description Who signs in, from where and how */
        policyContext?: {
          /** @description The user; not together with groups */
          user?: {
            /** @description The id of the user */
            id: string;
          };
          /** @description Groups that somebody belongs to; not together with user */
          groups?: {
            /** @description The ids of the groups */
            ids: string[];
          };
          /** @description The address that the sign-in comes from */
          ip?: string;
          /** @description Network zones that the address lies in */
          zones?: {
            /** @description The ids of the network zones */
            ids: string[];
          };
          /** @description The risk that Okta sees */
          risk?: {
            /**
            * @description How risky the sign-in is
            * @enum {string}
            */
            level: "LOW" | "MEDIUM" | "HIGH";
          };
          /** @description The device */
          device?: {
            /** @description The platform, such as IOS */
            platform?: string;
            /** @description Whether Okta knows the device */
            registered?: boolean;
            /** @description Whether it is managed */
            managed?: boolean;
            /** @description The id of the device assurance policy that it meets */
            assuranceId?: string;
          };
        };
        /** @description Only policies of these types; all four where omitted */
        policyTypes?: ("OKTA_SIGN_ON" | "MFA_ENROLL" | "ACCESS_POLICY" | "PROFILE_ENROLLMENT")[];
        /**
        * @description EVALUATED adds what does not apply, RULE why the conditions of a rule do not
        * @enum {string}
        */
        expand?: "EVALUATED" | "RULE";
      };
      /**
      * @description Assign policy to application. Makes an app sign-in policy (ACCESS_POLICY) decide who may sign in to an application, in the place of the one before. Reverse it by assigning that one again.
      *
      *     Okta: `PUT /api/v1/apps/{appId}/policies/{policyId}`
      */
      "assign-application-policy": {
        /** @description The id of the application */
        appId: string;
        /** @description The id of the policy */
        policyId: string;
      };
      /**
      * @description List network zones. Lists all network zones, Okta's own among them, or those that a filter picks.
      *
      *     Okta: `GET /api/v1/zones`
      */
      "list-network-zones": {
        /** @description SCIM expression over id, usage and system, such as usage eq "BLOCKLIST" */
        filter?: string;
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Get network zone. Reads one network zone with its addresses, places or services.
      *
      *     Okta: `GET /api/v1/zones/{zoneId}`
      */
      "get-network-zone": {
        /** @description The id of the network zone */
        zoneId: string;
      };
      /**
      * @description Create network zone. Creates an active network zone of addresses (IP), or of places, autonomous systems and services (DYNAMIC, DYNAMIC_V2). With usage BLOCKLIST Okta refuses everybody from there at once. More than one zone needs Adaptive MFA. Reverse it with deactivate-network-zone, then delete-network-zone.
      *
      *     Okta: `POST /api/v1/zones`
      */
      "create-network-zone": {
        /**
        * @description What the zone consists of
        * @enum {string}
        */
        type: "IP" | "DYNAMIC" | "DYNAMIC_V2";
        /** @description A unique name for the zone */
        name: string;
        /**
        * @description POLICY for use in rules, the default; BLOCKLIST refuses the addresses everywhere
        * @enum {string}
        */
        usage?: "POLICY" | "BLOCKLIST";
        /** @description IP: the addresses; Okta takes 150, in a BLOCKLIST 1,000, in its own zones 5,000. The list replaces Okta's */
        gateways?: {
          /**
          * @description How value names the addresses
          * @enum {string}
          */
          type: "CIDR" | "RANGE";
          /** @description A block such as 203.0.113.0/24, or a range such as 203.0.113.1-203.0.113.9 */
          value: string;
        }[] | null;
        /** @description IP: trusted proxies, which may forward for the gateways */
        proxies?: {
          /**
          * @description How value names the addresses
          * @enum {string}
          */
          type: "CIDR" | "RANGE";
          /** @description A block such as 203.0.113.0/24, or a range such as 203.0.113.1-203.0.113.9 */
          value: string;
        }[] | null;
        /** @description Autonomous systems by number: a list for DYNAMIC, include and exclude for DYNAMIC_V2 */
        asns?: (string[] | {
          /** @description What belongs to the zone */
          include?: string[] | null;
          /** @description What does not, although it would otherwise */
          exclude?: string[] | null;
        }) | null;
        /** @description Places: a list for DYNAMIC, include and exclude for DYNAMIC_V2 */
        locations?: ({
          /** @description The country by ISO 3166-1, such as US */
          country: string;
          /** @description The region by ISO 3166-2, such as US-CA */
          region?: string | null;
        }[] | {
          /** @description What belongs to the zone */
          include?: {
            /** @description The country by ISO 3166-1, such as US */
            country: string;
            /** @description The region by ISO 3166-2, such as US-CA */
            region?: string | null;
          }[] | null;
          /** @description What does not, although it would otherwise */
          exclude?: {
            /** @description The country by ISO 3166-1, such as US */
            country: string;
            /** @description The region by ISO 3166-2, such as US-CA */
            region?: string | null;
          }[] | null;
        }) | null;
        /** @description DYNAMIC: the kind of proxy that the addresses belong to */
        proxyType?: ("Any" | "Tor" | "NotTorAnonymizer") | null;
        /** @description DYNAMIC_V2: VPN and proxy services by name, such as ALL_ANONYMIZERS */
        ipServiceCategories?: {
          /** @description What belongs to the zone */
          include?: string[] | null;
          /** @description What does not, although it would otherwise */
          exclude?: string[] | null;
        } | null;
      };
      /**
      * @description Update network zone. Sets properties of a network zone and keeps the others: reads it, puts the changes in and writes it back, since Okta erases what a write leaves out. A list, such as gateways, takes the place of Okta's whole list: to add an address, give the present ones with it; null clears. A change that somebody makes in between is lost.
      *
      *     Okta: `GET /api/v1/zones/{zoneId}`, `PUT /api/v1/zones/{zoneId}`
      */
      "update-network-zone": {
        /** @description The id of the network zone */
        zoneId: string;
        /** @description A unique name for the zone */
        name?: string;
        /**
        * @description POLICY for use in rules, the default; BLOCKLIST refuses the addresses everywhere
        * @enum {string}
        */
        usage?: "POLICY" | "BLOCKLIST";
        /** @description IP: the addresses; Okta takes 150, in a BLOCKLIST 1,000, in its own zones 5,000. The list replaces Okta's */
        gateways?: {
          /**
          * @description How value names the addresses
          * @enum {string}
          */
          type: "CIDR" | "RANGE";
          /** @description A block such as 203.0.113.0/24, or a range such as 203.0.113.1-203.0.113.9 */
          value: string;
        }[] | null;
        /** @description IP: trusted proxies, which may forward for the gateways */
        proxies?: {
          /**
          * @description How value names the addresses
          * @enum {string}
          */
          type: "CIDR" | "RANGE";
          /** @description A block such as 203.0.113.0/24, or a range such as 203.0.113.1-203.0.113.9 */
          value: string;
        }[] | null;
        /** @description Autonomous systems by number: a list for DYNAMIC, include and exclude for DYNAMIC_V2 */
        asns?: (string[] | {
          /** @description What belongs to the zone */
          include?: string[] | null;
          /** @description What does not, although it would otherwise */
          exclude?: string[] | null;
        }) | null;
        /** @description Places: a list for DYNAMIC, include and exclude for DYNAMIC_V2 */
        locations?: ({
          /** @description The country by ISO 3166-1, such as US */
          country: string;
          /** @description The region by ISO 3166-2, such as US-CA */
          region?: string | null;
        }[] | {
          /** @description What belongs to the zone */
          include?: {
            /** @description The country by ISO 3166-1, such as US */
            country: string;
            /** @description The region by ISO 3166-2, such as US-CA */
            region?: string | null;
          }[] | null;
          /** @description What does not, although it would otherwise */
          exclude?: {
            /** @description The country by ISO 3166-1, such as US */
            country: string;
            /** @description The region by ISO 3166-2, such as US-CA */
            region?: string | null;
          }[] | null;
        }) | null;
        /** @description DYNAMIC: the kind of proxy that the addresses belong to */
        proxyType?: ("Any" | "Tor" | "NotTorAnonymizer") | null;
        /** @description DYNAMIC_V2: VPN and proxy services by name, such as ALL_ANONYMIZERS */
        ipServiceCategories?: {
          /** @description What belongs to the zone */
          include?: string[] | null;
          /** @description What does not, although it would otherwise */
          exclude?: string[] | null;
        } | null;
        /** @description True is needed to change DefaultExemptIpZone, whose addresses pass every block; no other zone takes it */
        useAsExemptList?: boolean;
      };
      /**
      * @description Activate network zone. Makes an inactive network zone count again. Reverse it with deactivate-network-zone.
      *
      *     Okta: `POST /api/v1/zones/{zoneId}/lifecycle/activate`
      */
      "activate-network-zone": {
        /** @description The id of the network zone */
        zoneId: string;
      };
      /**
      * @description Deactivate network zone. Makes a network zone count for nothing and keeps its content: a block ends, and rules no longer match it. Reverse it with activate-network-zone.
      *
      *     Okta: `POST /api/v1/zones/{zoneId}/lifecycle/deactivate`
      */
      "deactivate-network-zone": {
        /** @description The id of the network zone */
        zoneId: string;
      };
      /**
      * @description Delete network zone. Deletes a network zone for good. Okta refuses it while the zone is active (deactivate it first), while a policy or rule uses it, and for Okta's own zones. It cannot be undone.
      *
      *     Okta: `DELETE /api/v1/zones/{zoneId}`
      */
      "delete-network-zone": {
        /** @description The id of the network zone */
        zoneId: string;
      };
      /**
      * @description List or search devices. Lists all devices, or those that a search picks. A search lags behind changes by about a second: read a device by its id before changing it.
      *
      *     Okta: `GET /api/v1/devices`
      */
      "search-devices": {
        /** @description SCIM expression over id, status, lastUpdated and profile, such as status eq "ACTIVE" and profile.platform eq "MACOS"; co works on displayName, serialNumber, imei, meid, udid and sid */
        search?: string;
        /**
        * @description Embeds the users of each device, whole or as summaries
        * @enum {string}
        */
        expand?: "user" | "userSummary";
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Get device. Reads one device by its id, always as it is now.
      *
      *     Okta: `GET /api/v1/devices/{deviceId}`
      */
      "get-device": {
        /** @description The id of the device */
        deviceId: string;
      };
      /**
      * @description List users of a device. Lists the users who have enrolled a device.
      *
      *     Okta: `GET /api/v1/devices/{deviceId}/users`
      */
      "list-device-users": {
        /** @description The id of the device */
        deviceId: string;
      };
      /**
      * @description Activate device. Makes a deactivated device ACTIVE again; its users and factors do not come back, they enroll anew. A suspended device takes unsuspend-device instead. Reverse it with deactivate-device.
      *
      *     Okta: `POST /api/v1/devices/{deviceId}/lifecycle/activate`
      */
      "activate-device": {
        /** @description The id of the device */
        deviceId: string;
      };
      /**
      * @description Deactivate device. Makes a device DEACTIVATED. It loses its users, its factors and its client certificates, which activate-device does not bring back: the users have to enroll it again.
      *
      *     Okta: `POST /api/v1/devices/{deviceId}/lifecycle/deactivate`
      */
      "deactivate-device": {
        /** @description The id of the device */
        deviceId: string;
      };
      /**
      * @description Suspend device. Keeps an active device from being used to sign in, and keeps its users and factors. Reverse it with unsuspend-device.
      *
      *     Okta: `POST /api/v1/devices/{deviceId}/lifecycle/suspend`
      */
      "suspend-device": {
        /** @description The id of the device */
        deviceId: string;
      };
      /**
      * @description Unsuspend device. Makes a suspended device ACTIVE again. Reverse it with suspend-device.
      *
      *     Okta: `POST /api/v1/devices/{deviceId}/lifecycle/unsuspend`
      */
      "unsuspend-device": {
        /** @description The id of the device */
        deviceId: string;
      };
      /**
      * @description Delete device. Deletes a device and its profile for good. Okta refuses it unless the device is DEACTIVATED: use deactivate-device first. It cannot be undone; who enrolls the device again makes a new record.
      *
      *     Okta: `DELETE /api/v1/devices/{deviceId}`
      */
      "delete-device": {
        /** @description The id of the device */
        deviceId: string;
      };
      /**
      * @description List device assurance policies. Lists what devices must be like to be let in, one policy for each platform and purpose.
      *
      *     Okta: `GET /api/v1/device-assurances`
      */
      "list-device-assurance-policies": Record<string, never>;
      /**
      * @description Get user risk level. Reads how risky a user is: HIGH, MEDIUM, LOW, or NONE where nothing is known.
      *
      *     Okta: `GET /api/v1/users/{userId}/risk`
      */
      "get-user-risk": {
        /** @description The user: id or login */
        userId: string;
      };
      /**
      * @description Set user risk level. Sets how risky a user is, whereupon the policies of the org may end sessions or ask for more. Set LOW to reverse it.
      *
      *     Okta: `PUT /api/v1/users/{userId}/risk`
      */
      "set-user-risk": {
        /** @description The user: id or login */
        userId: string;
        /**
        * @description The new level
        * @enum {string}
        */
        riskLevel: "HIGH" | "MEDIUM" | "LOW";
        /** @description Why; override.by.admin where omitted */
        riskReason?: string;
      };
      /**
      * @description Create import session. Opens a session in which a custom identity source hands over users: bulk-user-import or bulk-user-delete, then trigger-import-session. A source has one open session at a time; it expires after a day without data. Reverse it with delete-import-session.
      *
      *     Okta: `POST /api/v1/identity-sources/{identitySourceId}/sessions`
      */
      "create-import-session": {
        /** @description The id of the custom identity source (an app instance) */
        identitySourceId: string;
      };
      /**
      * @description List import sessions. Lists the import sessions of a custom identity source.
      *
      *     Okta: `GET /api/v1/identity-sources/{identitySourceId}/sessions`
      */
      "list-import-sessions": {
        /** @description The id of the custom identity source (an app instance) */
        identitySourceId: string;
      };
      /**
      * @description Get import session. Reads one import session; COMPLETED says that its data is in Okta.
      *
      *     Okta: `GET /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}`
      */
      "get-import-session": {
        /** @description The id of the custom identity source (an app instance) */
        identitySourceId: string;
        /** @description The id of the import session */
        sessionId: string;
      };
      /**
      * @description Add users to an import session. Hands over users that the import shall create, or update where their external id is known. Nothing happens to users before trigger-import-session. A session takes 50 calls of 200 users; what was handed over leaves with delete-import-session only.
      *
      *     Okta: `POST /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-upsert`
      */
      "bulk-user-import": {
        /** @description The id of the custom identity source (an app instance) */
        identitySourceId: string;
        /** @description The id of the import session */
        sessionId: string;
        /**
        * @description Always USERS
        * @constant
        */
        entityType: "USERS";
        /** @description The users to create or update, at most 200 in one call */
        profiles: {
          /** @description The id that the source has for the user */
          externalId: string;
          /** @description Attributes under the names of the source's schema; null clears one */
          profile: {
            /** @description The name the user signs in with */
            userName?: string | null;
            /** @description E-mail address */
            email?: string | null;
            /** @description Given name */
            firstName?: string | null;
            /** @description Family name */
            lastName?: string | null;
            /** @description Secondary e-mail address */
            secondEmail?: string | null;
            /** @description Mobile phone number */
            mobilePhone?: string | null;
            /** @description Home address */
            homeAddress?: string | null;
          } & {
            [key: string]: string | null;
          };
        }[];
      };
      /**
      * @description Add deletions to an import session. Hands over the external ids of users whom the import shall deactivate; unknown ones are left out. Nothing happens to users before trigger-import-session. Okta can then activate them again, but not give their applications back.
      *
      *     Okta: `POST /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-delete`
      */
      "bulk-user-delete": {
        /** @description The id of the custom identity source (an app instance) */
        identitySourceId: string;
        /** @description The id of the import session */
        sessionId: string;
        /**
        * @description Always USERS
        * @constant
        */
        entityType: "USERS";
        /** @description The users to deactivate, at most 200 in one call */
        profiles: {
          /** @description The id that the source has for the user */
          externalId: string;
        }[];
      };
      /**
      * @description Trigger import session. Starts the import of what was handed over, which must be something. Okta works on it in the background: read the session until it is COMPLETED. It cannot be stopped or undone.
      *
      *     Okta: `POST /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/start-import`
      */
      "trigger-import-session": {
        /** @description The id of the custom identity source (an app instance) */
        identitySourceId: string;
        /** @description The id of the import session */
        sessionId: string;
      };
      /**
      * @description Delete import session. Closes a session that was not triggered and drops what was handed over. It cannot be undone.
      *
      *     Okta: `DELETE /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}`
      */
      "delete-import-session": {
        /** @description The id of the custom identity source (an app instance) */
        identitySourceId: string;
        /** @description The id of the import session */
        sessionId: string;
      };
      /**
      * @description Map profile source attributes. Puts records of a source into the shape that bulk-user-import takes: reads the attributes that the application's schema has, picks them from each record by name or by the mapping, and makes text of numbers and booleans. It tells which attributes it left out, and which records lack an external id or a required attribute. Nothing is changed.
      *
      *     Okta: `GET /api/v1/meta/schemas/apps/{appId}/default`
      */
      "map-profile-source-attributes": {
        /** @description The id of the custom identity source (an app instance) */
        appId: string;
        /** @description The attribute of a record that identifies it in the source */
        externalIdKey: string;
        /** @description The records of the source, each an object of attributes */
        users: {
          [key: string]: string | number | boolean | null | unknown[] | {
            [key: string]: unknown;
          };
        }[];
        /** @description Names that differ: attribute of the schema to attribute of the record, such as {"userName": "mail"} */
        mapping?: {
          [key: string]: string;
        };
      };
      /**
      * @description Search realms. Lists all realms, or those that a SCIM expression picks; its index lags behind changes by about a second. Okta gives 200 a page, or 10 with a search, where limit is omitted.
      *
      *     Okta: `GET /api/v1/realms`
      */
      "search-realms": {
        /** @description SCIM expression, such as profile.name eq "Contractors"; co works on profile.name only */
        search?: string;
        /** @description The property to sort by, such as profile.name; works with search only */
        sortBy?: string;
        /**
        * @description Direction of sortBy; asc where omitted
        * @enum {string}
        */
        sortOrder?: "asc" | "desc";
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Get realm. Reads one realm by its id.
      *
      *     Okta: `GET /api/v1/realms/{realmId}`
      */
      "get-realm": {
        /** @description The id of the realm */
        realmId: string;
      };
      /**
      * @description Create realm. Creates a realm without users. Its name must be free. An administrator can delete it while it is empty.
      *
      *     Okta: `POST /api/v1/realms`
      */
      "create-realm": {
        /** @description Name, kind and permitted domains */
        profile: {
          /** @description The name of the realm */
          name: string;
          /**
          * @description PARTNER gives access to the external partner portal; DEFAULT where omitted
          * @enum {string}
          */
          realmType?: "DEFAULT" | "PARTNER";
          /** @description Only users whose login and e-mail address are of these domains may live in the realm */
          domains?: string[];
        };
      };
      /**
      * @description Update realm. Puts a whole profile in the place of the present one: domains that are left out no longer bind. Users stay where they are.
      *
      *     Okta: `PUT /api/v1/realms/{realmId}`
      */
      "update-realm": {
        /** @description The id of the realm */
        realmId: string;
        /** @description Name, kind and permitted domains */
        profile: {
          /** @description The name of the realm */
          name: string;
          /**
          * @description PARTNER gives access to the external partner portal; DEFAULT where omitted
          * @enum {string}
          */
          realmType?: "DEFAULT" | "PARTNER";
          /** @description Only users whose login and e-mail address are of these domains may live in the realm */
          domains?: string[];
        };
      };
      /**
      * @description Create user in realm. Creates a user who lives in a realm from the start; where the realm has domains, login and e-mail address must be of one of them. Otherwise as create-user. Reverse it with delete-user.
      *
      *     Okta: `POST /api/v1/users`
      */
      "create-realm-user": {
        profile: components["schemas"]["NewUserProfile"];
        credentials?: components["schemas"]["CredentialsInput"];
        /** @description Groups the user joins at once, by id; Okta permits 20. Add to more with add-user-to-group */
        groupIds?: string[];
        /** @description The id of the realm */
        realmId: string;
        /** @description The user type; the org's default type where omitted */
        type?: {
          /** @description The id of the user type */
          id: string;
        };
        /** @description True activates the user, who gets a mail unless a password is given; false leaves STAGED. True where omitted */
        activate?: boolean;
        /** @description True where credentials.provider names who authenticates the user; false where omitted */
        provider?: boolean;
        /**
        * @description changePassword makes the given password expire at the first sign-in; needs a password and activate
        * @constant
        */
        nextLogin?: "changePassword";
      };
      /**
      * @description List realm users. Lists the users who live in a realm, deactivated ones included, or those of them that a search picks. The index lags behind changes by about a second.
      *
      *     Okta: `GET /api/v1/users`
      */
      "list-realm-users": {
        /** @description The id of the realm */
        realmId: string;
        /** @description SCIM expression that narrows the list, such as status eq "ACTIVE" */
        search?: string;
        /** @description The property to sort by, such as profile.lastName; works with search only */
        sortBy?: string;
        /**
        * @description Direction of sortBy; asc where omitted
        * @enum {string}
        */
        sortOrder?: "asc" | "desc";
        /** @description Only these properties, such as status,profile:(login,email); the id always comes */
        fields?: string;
        /**
        * @description classification embeds whether a user is STANDARD or LITE
        * @constant
        */
        expand?: "classification";
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Move user to another realm. Moves a user to a realm and changes nothing else; where the realm has domains, login and e-mail address must be of one of them. Reverse it by moving the user back.
      *
      *     Okta: `POST /api/v1/users/{userId}`
      */
      "update-realm-for-user": {
        /** @description The user: id or login */
        userId: string;
        /** @description The id of the realm to move to */
        realmId: string;
      };
      /**
      * @description List authorization servers. Lists the custom authorization servers of the org, default among them. The org's own server, which gives tokens for Okta's APIs, is not one of them.
      *
      *     Okta: `GET /api/v1/authorizationServers`
      */
      "list-authorization-servers": {
        /** @description A part of the name or of an audience */
        q?: string;
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Get authorization server. Reads one custom authorization server by its id, or the one named default.
      *
      *     Okta: `GET /api/v1/authorizationServers/{authServerId}`
      */
      "get-authorization-server": {
        /** @description The id of the authorization server, or default */
        authServerId: string;
      };
      /**
      * @description List scopes of an authorization server. Lists the scopes that an authorization server knows: those that Okta made and those that were added. Okta gives all of them at once where limit is omitted.
      *
      *     Okta: `GET /api/v1/authorizationServers/{authServerId}/scopes`
      */
      "list-authorization-server-scopes": {
        /** @description The id of the authorization server, or default */
        authServerId: string;
        /** @description A part of the name */
        q?: string;
        /** @description Filter expression over scopes, such as name eq "engines:start" */
        filter?: string;
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Create scope of an authorization server. Adds a scope to an authorization server; clients get it once a policy of the server permits it. Refused where the name is taken. Reverse it with delete-authorization-server-scope.
      *
      *     Okta: `POST /api/v1/authorizationServers/{authServerId}/scopes`
      */
      "create-authorization-server-scope": {
        /** @description The id of the authorization server, or default */
        authServerId: string;
        /** @description The scope as clients ask for it, without spaces */
        name: string;
        /** @description Its name in a consent dialog */
        displayName?: string;
        /** @description What it permits, as a consent dialog says it */
        description?: string;
        /**
        * @description Whether users are asked for consent; IMPLICIT (not asked) where omitted
        * @enum {string}
        */
        consent?: "IMPLICIT" | "REQUIRED" | "FLEXIBLE";
        /** @description Whether clients get it that ask for no scope; false where omitted */
        default?: boolean;
        /** @description Whether a user may leave it out of the consent; false where omitted */
        optional?: boolean;
        /**
        * @description Whether the server's metadata names it; NO_CLIENTS where omitted
        * @enum {string}
        */
        metadataPublish?: "ALL_CLIENTS" | "NO_CLIENTS";
      };
      /**
      * @description Delete scope of an authorization server. Deletes a scope for good; clients get no more tokens with it, and policies that name it lose it. Scopes that Okta made are refused. It cannot be undone, but a scope of the same name can be created.
      *
      *     Okta: `DELETE /api/v1/authorizationServers/{authServerId}/scopes/{scopeId}`
      */
      "delete-authorization-server-scope": {
        /** @description The id of the authorization server, or default */
        authServerId: string;
        /** @description The id of the scope */
        scopeId: string;
      };
      /**
      * @description List claims of an authorization server. Lists what an authorization server puts into its tokens, and for which scopes.
      *
      *     Okta: `GET /api/v1/authorizationServers/{authServerId}/claims`
      */
      "list-authorization-server-claims": {
        /** @description The id of the authorization server, or default */
        authServerId: string;
      };
      /**
      * @description List API tokens. Lists the active API tokens of the org: whose they are, what they are for, and when they end. The tokens themselves are not shown.
      *
      *     Okta: `GET /api/v1/api-tokens`
      */
      "list-api-tokens": Record<string, never>;
      /**
      * @description Revoke API token. Ends an API token at once and for good: whatever uses it stops working, this connection too if the token is its own. It cannot be undone; a new token must be made by hand in Okta.
      *
      *     Okta: `DELETE /api/v1/api-tokens/{apiTokenId}`
      */
      "revoke-api-token": {
        /** @description The id of the API token, never the token itself */
        apiTokenId: string & (unknown & unknown);
      };
      /**
      * @description List identity providers. Lists the identity providers that people sign in to Okta with. Okta gives 20 a page where limit is omitted. Of OpenID Connect and social providers the answer holds the client secret.
      *
      *     Okta: `GET /api/v1/idps`
      */
      "list-identity-providers": {
        /** @description A part of the name */
        q?: string;
        /** @description Only of this type, such as SAML2, OIDC or GOOGLE */
        type?: string;
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Get org settings. Reads name, status and contacts of the Okta org: a harmless call that shows that a connection works.
      *
      *     Okta: `GET /api/v1/org`
      */
      "get-org": Record<string, never>;
      /**
      * @description List access certification campaigns. Lists the campaigns in which access is reviewed, or those that a filter picks. It needs Okta Identity Governance.
      *
      *     Okta: `GET /governance/api/v1/campaigns`
      */
      "list-campaigns": {
        /** @description SCIM expression over name, status, scheduleType, reviewerType, startDate, endDate and recurringCampaignId, such as status eq "ACTIVE" */
        filter?: string;
        /** @description One of name, created, startDate, endDate and status, then asc or desc, such as created desc */
        orderBy?: string;
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Get campaign. Reads one access certification campaign with all its settings. It needs Okta Identity Governance.
      *
      *     Okta: `GET /governance/api/v1/campaigns/{campaignId}`
      */
      "get-campaign": {
        /** @description The id of the campaign */
        campaignId: string;
      };
      /**
      * @description Create campaign. Schedules an access certification campaign: from its start date on, reviewers decide who keeps access, and remediationSettings say whether Okta then takes access away. Until then it can be deleted in Okta. It needs Okta Identity Governance.
      *
      *     Okta: `POST /governance/api/v1/campaigns`
      */
      "create-campaign": {
        /** @description The name of the campaign */
        name: string;
        /** @description What it is for */
        description?: string;
        /**
        * @description Whether it goes through resources or through users; RESOURCE where omitted
        * @enum {string}
        */
        campaignType?: "RESOURCE" | "USER";
        /**
        * @description The edition that it needs
        * @enum {string}
        */
        campaignTier?: "BASIC" | "PREMIUM";
        /** @description When it takes place */
        scheduleSettings: {
          /**
          * @description Once, or again and again; RECURRING also takes recurrence
          * @enum {string}
          */
          type: "ONE_OFF" | "RECURRING";
          /**
          * Format: date-time
          * @description When it begins
          */
          startDate: string;
          /** @description How many days the reviewers have */
          durationInDays: number;
          /** @description The time zone of startDate as an IANA name */
          timeZone: string;
        } & {
          [key: string]: unknown;
        };
        /** @description What is reviewed; Okta has more settings for some kinds of campaigns */
        resourceSettings: {
          /** @description The kinds of resources */
          targetTypes?: ("GROUP" | "APPLICATION" | "APP_SERVICE_ACCOUNT" | "OKTA_SERVICE_ACCOUNT" | "COLLECTION")[];
          /** @description What is reviewed */
          targetResources?: ({
            /** @description The id of the group, application or other resource */
            resourceId: string;
            /** @description GROUP, APPLICATION and the like */
            resourceType?: string;
          } & {
            [key: string]: unknown;
          })[];
        } & {
          [key: string]: unknown;
        };
        /** @description Whose access is reviewed; everybody with access where omitted */
        principalScopeSettings?: {
          /**
          * @description The only type there is
          * @constant
          */
          type: "USERS";
          /** @description Users by an Okta Expression Language condition */
          userScopeExpression?: string;
          /** @description These users alone */
          userIds?: string[];
          /** @description The members of these groups alone */
          groupIds?: string[];
        } & {
          [key: string]: unknown;
        };
        /** @description Who reviews */
        reviewerSettings: {
          /**
          * @description How reviewers are found
          * @enum {string}
          */
          type: "USER" | "REVIEWER_EXPRESSION" | "GROUP" | "RESOURCE_OWNER" | "MULTI_LEVEL";
          /** @description The reviewer where type is USER: an id; a login does not work here */
          reviewerId?: string;
          /** @description Who reviews where nobody else is found: an id; a login does not work here */
          fallBackReviewerId?: string;
          /** @description The group whose members review where type is GROUP */
          reviewerGroupId?: string;
          /** @description Names the reviewer of each user */
          reviewerScopeExpression?: string;
        } & {
          [key: string]: unknown;
        };
        /** @description Who is written to, and when */
        notificationSettings?: {
          [key: string]: unknown;
        };
        /** @description What follows from a decision */
        remediationSettings: {
          /**
          * @description What follows when access is approved: nothing
          * @constant
          */
          accessApproved: "NO_ACTION";
          /**
          * @description DENY takes the access away when a reviewer revokes it
          * @enum {string}
          */
          accessRevoked: "NO_ACTION" | "DENY";
          /**
          * @description DENY takes the access away when nobody decides
          * @enum {string}
          */
          noResponse: "NO_ACTION" | "DENY";
        } & {
          [key: string]: unknown;
        };
        /** @description Whether a report is made afterwards */
        reportingSettings?: {
          [key: string]: unknown;
        };
      };
      /**
      * @description List access reviews. Lists the decisions of campaigns, taken or open: one for each user and resource. A campaign that has not begun has none. Without a filter by campaign Okta may time out. It needs Okta Identity Governance.
      *
      *     Okta: `GET /governance/api/v1/reviews`
      */
      "list-reviews": {
        /** @description Expression with eq over campaignId, principalId, reviewerId, decision, resourceId, reviewerType, reviewerLevel, entitlementValueId and entitlementBundleId */
        filter?: string;
        /** @description One of decided, decision, remediationStatus and created, then asc or desc, such as created desc */
        orderBy?: string;
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description List entitlements. Lists the entitlements of an application: what can be granted in it beyond being let in. It needs Okta Identity Governance with entitlement management.
      *
      *     Okta: `GET /governance/api/v1/entitlements`
      */
      "list-entitlements": {
        /** @description Names the application: parent.externalId eq "<app id>" and parent.type eq "APPLICATION"; name and created may narrow it */
        filter: string;
        /** @description One of name and created, then asc or desc, such as created desc */
        orderBy?: string;
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description List entitlement grants. Lists who has which entitlements of an application, as active grants. It needs Okta Identity Governance with entitlement management; Okta calls the operation beta.
      *
      *     Okta: `GET /governance/api/v1/grants`
      */
      "list-grants": {
        /** @description Names one application: target.externalId eq "<app id>" and target.type eq "APPLICATION"; targetPrincipal, entitlements.id and action may narrow it */
        filter: string;
        /** @description Adds whole entitlements, or where the grant comes from */
        include?: ("full_entitlements" | "metadata")[];
        /** @description Items per page; Okta's default where omitted */
        limit?: number;
        /** @description The nextCursor of the page before; the other inputs must stay as they were */
        cursor?: string;
      };
      /**
      * @description Create entitlement grant. Gives a user entitlements of an application, by values, by a bundle or by policy; what the user has stays. CUSTOM with DENY takes access away. It ends at scheduleSettings.expirationDate, or when it is revoked in Okta. It needs Okta Identity Governance with entitlement management; Okta calls the operation beta.
      *
      *     Okta: `POST /governance/api/v1/grants`
      */
      "create-grant": {
        /**
        * @description ENTITLEMENT adds values, ENTITLEMENT-BUNDLE a bundle; CUSTOM and POLICY set the whole access
        * @enum {string}
        */
        grantType: "ENTITLEMENT" | "ENTITLEMENT-BUNDLE" | "CUSTOM" | "POLICY";
        /** @description Who gets it */
        targetPrincipal: {
          /** @description The user: an id; a login does not work here */
          externalId: string;
          /**
          * @description The only type there is
          * @constant
          */
          type: "OKTA_USER";
        };
        /** @description The application; needed for every type but ENTITLEMENT-BUNDLE */
        target?: {
          /** @description The id of the application */
          externalId: string;
          /**
          * @description The only type there is
          * @constant
          */
          type: "APPLICATION";
        };
        /** @description What is granted; needed for the type ENTITLEMENT */
        entitlements?: {
          /** @description The id of the entitlement */
          id: string;
          /** @description The values that are granted */
          values: {
            /** @description The id of the value */
            id: string;
          }[];
        }[];
        /** @description The id of the bundle; needed for the type ENTITLEMENT-BUNDLE */
        entitlementBundleId?: string;
        /**
        * @description ALLOW where omitted
        * @enum {string}
        */
        action?: "ALLOW" | "DENY";
        /**
        * @description What the grant is said to come from; API where omitted
        * @enum {string}
        */
        actor?: "API" | "ACCESS_REQUEST" | "NONE" | "ADMIN";
        /** @description When it ends; never where omitted */
        scheduleSettings?: {
          /**
          * Format: date-time
          * @description When Okta takes the grant back
          */
          expirationDate?: string;
          /** @description The time zone as an IANA name, such as Europe/Berlin */
          timeZone?: string;
        };
      };
      /** @description Custom API action. Sends a request of your own to Okta's API and gives the answer as it is, refusals (4xx) included. No scope is checked before, and what the request changes is up to it. */
      "custom-api-action": {
        /**
        * @description The HTTP method; only GET passes on a read-only connection
        * @enum {string}
        */
        method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
        /** @description A path of the org below /api/v1/, /governance/api/ or /oauth2/v1/clients, without origin and query */
        path: string;
        /** @description The query parameters, not encoded; a list repeats its name */
        query?: {
          [key: string]: (string | number | boolean) | (string | number | boolean)[];
        };
        /** @description Accept, Accept-Language, Content-Type (of JSON), If-Match, If-None-Match and Prefer; no others are sent */
        headers?: {
          [key: string]: string;
        };
        /** @description The body, sent as JSON */
        body?: {
          [key: string]: unknown;
        } | unknown[];
      };
    };
    ActionOutputs: {
      "list-users": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["ListedUser"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "search-users": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["ListedUser"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "find-user-by-login-or-email": components["schemas"]["User"];
      "get-user": components["schemas"]["User"];
      "create-user": components["schemas"]["User"];
      "update-user": components["schemas"]["User"];
      "replace-user": components["schemas"]["User"];
      "delete-user": {
        /**
        * @description DEPROVISIONED: deactivated only; DELETED: gone for good
        * @enum {string}
        */
        status: "DEPROVISIONED" | "DELETED";
      };
      "activate-user": {
        /** @description One-time activation link; only where no e-mail was sent */
        activationUrl?: string;
        /** @description The token of that link */
        activationToken?: string;
      } & {
        [key: string]: unknown;
      };
      "reactivate-user": {
        /** @description One-time activation link; only where no e-mail was sent */
        activationUrl?: string;
        /** @description The token of that link */
        activationToken?: string;
      } & {
        [key: string]: unknown;
      };
      "deactivate-user": null;
      "suspend-user": null;
      "unsuspend-user": null;
      "unlock-user": null;
      "list-user-blocks": ({
        /** @description Kind of block, such as DEVICE_BASED */
        type?: string;
        /** @description ANY_DEVICES or UNKNOWN_DEVICES */
        appliesTo?: string;
      } & {
        [key: string]: unknown;
      })[];
      "get-user-groups": components["schemas"]["Group"][];
      "list-user-app-links": ({
        /** @description The id of the link */
        id: string;
        /** @description The name that the user sees */
        label?: string | null;
        /** @description Opens the application */
        linkUrl?: string | null;
        /** @description Its logo */
        logoUrl?: string | null;
        /** @description The name of its kind */
        appName?: string | null;
        /** @description The id of the application */
        appInstanceId?: string | null;
        /** @description The id of the assignment */
        appAssignmentId?: string | null;
        /** @description Whether the user has to enter credentials for it */
        credentialsSetup?: boolean | null;
        /** @description Whether the user does not see it */
        hidden?: boolean | null;
        /** @description Its place on the dashboard */
        sortOrder?: number | null;
      } & {
        [key: string]: unknown;
      })[];
      "list-user-applications": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["Application"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "list-user-devices": ({
        /** @description When the user enrolled the device */
        created?: string | null;
        /** @description The id of the link between user and device */
        deviceUserId?: string | null;
        /** @description The device */
        device?: {
          /** @description The id of the device */
          id: string;
          /** @description CREATED, ACTIVE, SUSPENDED or DEACTIVATED */
          status?: string | null;
          /** @description Name, platform, serial number and the like */
          profile?: {
            [key: string]: unknown;
          };
        } & {
          [key: string]: unknown;
        };
      } & {
        [key: string]: unknown;
      })[];
      "list-user-clients": ({
        /** @description The client id */
        client_id: string;
        /** @description The name of the client */
        client_name?: string | null;
        /** @description Its home page */
        client_uri?: string | null;
        /** @description Its logo */
        logo_uri?: string | null;
      } & {
        [key: string]: unknown;
      })[];
      "is-user-in-group": boolean;
      "is-user-locked": boolean;
      "upsert-user": {
        /** @description The user as it is now */
        user: components["schemas"]["User"];
        /** @description True: the user is new; false: it was there and has been updated */
        created: boolean;
      };
      "get-user-manager-chain": ({
        /** @description self leads to the related user */
        _links?: {
          [key: string]: unknown;
        };
      } & {
        [key: string]: unknown;
      })[];
      "set-linked-object": null;
      "delete-linked-object": null;
      "set-user-classification": {
        /** @description STANDARD or LITE */
        type: string;
        /** @description When the classification was last set */
        lastUpdated?: string | null;
      } & {
        [key: string]: unknown;
      };
      "export-users-csv": {
        /** @description The items of this page, as Okta gives them */
        items: string[];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "reset-password": {
        /** @description One-time reset link; only where no e-mail was sent */
        resetPasswordUrl?: string;
      } & {
        [key: string]: unknown;
      };
      "expire-password": components["schemas"]["User"];
      "expire-password-with-temp": {
        /** @description The temporary password, shown this once */
        tempPassword?: string;
      } & {
        [key: string]: unknown;
      };
      "forgot-password": {
        /** @description One-time reset link; only where no e-mail was sent */
        resetPasswordUrl?: string;
      } & {
        [key: string]: unknown;
      };
      "set-password": components["schemas"]["User"];
      "change-password": {
        /** @description Present when there is a password; empty */
        password?: {
          [key: string]: unknown;
        };
        /** @description The question without its answer */
        recovery_question?: {
          question?: string;
        } & {
          [key: string]: unknown;
        };
        /** @description Who authenticates the user */
        provider?: {
          type?: string;
          name?: string;
        } & {
          [key: string]: unknown;
        };
      } & {
        [key: string]: unknown;
      };
      "change-recovery-question": {
        /** @description Present when there is a password; empty */
        password?: {
          [key: string]: unknown;
        };
        /** @description The question without its answer */
        recovery_question?: {
          question?: string;
        } & {
          [key: string]: unknown;
        };
        /** @description Who authenticates the user */
        provider?: {
          type?: string;
          name?: string;
        } & {
          [key: string]: unknown;
        };
      } & {
        [key: string]: unknown;
      };
      "clear-user-sessions": null;
      "universal-logout": null;
      "revoke-user-grants": null;
      "list-user-grants": {
        /** @description The items of this page, as Okta gives them */
        items: ({
          /** @description The id of the grant */
          id?: string;
          /** @description ACTIVE or REVOKED */
          status?: string | null;
          /** @description The scope that was consented to */
          scopeId: string;
          /** @description The authorization server */
          issuer: string;
          /** @description The client that may use it */
          clientId?: string | null;
          /** @description The user who consented */
          userId?: string | null;
          /** @description END_USER or ADMIN */
          source?: string | null;
          /** @description When consent was given */
          created?: string | null;
          /** @description When the grant last changed */
          lastUpdated?: string | null;
        } & {
          [key: string]: unknown;
        })[];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "revoke-user-client-tokens": null;
      "list-factors": components["schemas"]["Factor"][];
      "list-factor-catalog": ({
        /** @description Kind of factor */
        factorType: string;
        /** @description Who provides it */
        provider?: string | null;
        /** @description The name of the vendor */
        vendorName?: string | null;
        /** @description NOT_SETUP, PENDING_ACTIVATION or ACTIVE */
        status?: string | null;
        /** @description OPTIONAL or REQUIRED */
        enrollment?: string | null;
        /** @description What can be done next */
        _links?: {
          [key: string]: unknown;
        } | null;
      } & {
        [key: string]: unknown;
      })[];
      "get-factor": components["schemas"]["Factor"];
      "enroll-factor": components["schemas"]["Factor"];
      "activate-factor": components["schemas"]["Factor"];
      "verify-factor": {
        /** @description SUCCESS, CHALLENGE (a code is on its way), WAITING (push: poll), REJECTED, TIMEOUT, EXPIRED, FAILED or ERROR */
        factorResult: string;
        /** @description Until when the person may answer */
        expiresAt?: string | null;
        /** @description A message for the person */
        factorMessage?: string | null;
        /** @description The profile of the factor */
        profile?: {
          [key: string]: unknown;
        } | null;
        /** @description The challenge, where there is one to answer */
        _embedded?: {
          [key: string]: unknown;
        } | null;
        /** @description poll leads to the transaction of a push challenge */
        _links?: {
          [key: string]: unknown;
        } | null;
      } & {
        [key: string]: unknown;
      };
      "get-factor-transaction": {
        /** @description SUCCESS, CHALLENGE (a code is on its way), WAITING (push: poll), REJECTED, TIMEOUT, EXPIRED, FAILED or ERROR */
        factorResult: string;
        /** @description Until when the person may answer */
        expiresAt?: string | null;
        /** @description A message for the person */
        factorMessage?: string | null;
        /** @description The profile of the factor */
        profile?: {
          [key: string]: unknown;
        } | null;
        /** @description The challenge, where there is one to answer */
        _embedded?: {
          [key: string]: unknown;
        } | null;
        /** @description poll leads to the transaction of a push challenge */
        _links?: {
          [key: string]: unknown;
        } | null;
      } & {
        [key: string]: unknown;
      };
      "delete-factor": null;
      "reset-factors": null;
      "create-temporary-access-code": {
        /** @description The id of the enrollment */
        id: string;
        /** @description The key of the authenticator */
        key?: string | null;
        /** @description The name of the authenticator */
        name?: string | null;
        /** @description The type of the authenticator */
        type?: string | null;
        /** @description The status of the enrollment */
        status?: string | null;
        /** @description When it was enrolled */
        created?: string | null;
        /** @description When it last changed */
        lastUpdated?: string | null;
        /** @description The code and its limits */
        profile: {
          /** @description The code */
          tac?: string;
          /** @description Until when it works */
          expiresAt?: string | null;
          /** @description Whether it works more than once */
          multiUse?: boolean | null;
        } & {
          [key: string]: unknown;
        };
        /** @description Related resources */
        _links?: {
          [key: string]: unknown;
        } | null;
      } & {
        [key: string]: unknown;
      };
      "list-authenticator-enrollments": ({
        /** @description The id of the enrollment */
        id: string;
        /** @description The key of the authenticator */
        key?: string | null;
        /** @description The name of the authenticator */
        name?: string | null;
        /** @description The type of the authenticator */
        type?: string | null;
        /** @description The status of the enrollment */
        status?: string | null;
        /** @description When it was enrolled */
        created?: string | null;
        /** @description When it last changed */
        lastUpdated?: string | null;
        /** @description Phone number and the like, hidden unless disclosed */
        profile?: {
          [key: string]: unknown;
        } | null;
        /** @description Related resources */
        _links?: {
          [key: string]: unknown;
        } | null;
      } & {
        [key: string]: unknown;
      })[];
      "delete-authenticator-enrollment": null;
      "list-authenticators": ({
        /** @description The id of the authenticator */
        id: string;
        /** @description What it is, such as okta_verify, phone_number or tac */
        key?: string | null;
        /** @description The name that people see */
        name?: string | null;
        /** @description Its type, such as app, phone or tac */
        type?: string | null;
        /** @description ACTIVE or INACTIVE */
        status?: string | null;
        /** @description When it was created */
        created?: string | null;
        /** @description When it last changed */
        lastUpdated?: string | null;
        /** @description Related resources */
        _links?: {
          [key: string]: unknown;
        } | null;
      } & {
        [key: string]: unknown;
      })[];
      "list-groups": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["Group"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "search-groups": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["Group"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "find-group-by-name": components["schemas"]["Group"][];
      "get-group": components["schemas"]["Group"];
      "create-group": components["schemas"]["Group"];
      "update-group": components["schemas"]["Group"];
      "delete-group": null;
      "list-group-members": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["User"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "add-user-to-group": null;
      "remove-user-from-group": null;
      "set-group-members": {
        /** @description One result for each user, additions first */
        results: {
          /** @description The user as the input names them */
          userId: string;
          /**
          * @description What was asked for
          * @enum {string}
          */
          operation: "add" | "remove";
          /** @description Whether it is so now */
          ok: boolean;
          /** @description Why it is not */
          error?: {
            code: string;
            detail: string;
          };
        }[];
        /** @description How many were refused */
        failed: number;
      };
      "list-group-applications": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["Application"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "list-group-owners": {
        /** @description The items of this page, as Okta gives them */
        items: ({
          /** @description The id of the owner */
          id: string;
          /** @description USER or GROUP */
          type?: string;
          /** @description The name of the owner */
          displayName?: string | null;
          /** @description OKTA_DIRECTORY or APPLICATION */
          originType?: string | null;
          /** @description The app instance, where an application brought the owner */
          originId?: string | null;
          /** @description False until an owner from an application is known in Okta */
          resolved?: boolean | null;
          /** @description When the ownership last changed */
          lastUpdated?: string | null;
        } & {
          [key: string]: unknown;
        })[];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "assign-group-owner": {
        /** @description The id of the owner */
        id: string;
        /** @description USER or GROUP */
        type?: string;
        /** @description The name of the owner */
        displayName?: string | null;
        /** @description OKTA_DIRECTORY or APPLICATION */
        originType?: string | null;
        /** @description The app instance, where an application brought the owner */
        originId?: string | null;
        /** @description False until an owner from an application is known in Okta */
        resolved?: boolean | null;
        /** @description When the ownership last changed */
        lastUpdated?: string | null;
      } & {
        [key: string]: unknown;
      };
      "delete-group-owner": null;
      "modify-ad-group-members": null;
      "list-group-rules": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["GroupRule"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "get-group-rule": components["schemas"]["GroupRule"];
      "create-group-rule": components["schemas"]["GroupRule"];
      "update-group-rule": components["schemas"]["GroupRule"];
      "activate-group-rule": null;
      "deactivate-group-rule": null;
      "delete-group-rule": null;
      "list-applications": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["Application"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "get-application": components["schemas"]["Application"];
      "create-application": components["schemas"]["Application"];
      "update-application": components["schemas"]["Application"];
      "activate-application": null;
      "deactivate-application": null;
      "delete-application": null;
      "list-application-users": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["AppUser"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "get-application-user": components["schemas"]["AppUser"];
      "assign-user-to-application": components["schemas"]["AppUser"];
      "update-application-user": components["schemas"]["AppUser"];
      "remove-user-from-application": null;
      "list-application-groups": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["AppGroup"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "get-application-group": components["schemas"]["AppGroup"];
      "assign-group-to-application": components["schemas"]["AppGroup"];
      "update-application-group": components["schemas"]["AppGroup"];
      "remove-group-from-application": null;
      "list-group-push-mappings": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["GroupPushMapping"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "create-group-push-mapping": components["schemas"]["GroupPushMapping"];
      "update-group-push-mapping": components["schemas"]["GroupPushMapping"];
      "delete-group-push-mapping": null;
      "search-system-log": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["LogEvent"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "get-recent-logons-by-user": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["LogEvent"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "get-recent-logons-by-ip": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["LogEvent"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "get-login-failures": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["LogEvent"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "list-user-roles": components["schemas"]["RoleAssignment"][];
      "assign-role-to-user": components["schemas"]["RoleAssignment"];
      "remove-role-from-user": null;
      "list-group-roles": components["schemas"]["RoleAssignment"][];
      "assign-role-to-group": components["schemas"]["RoleAssignment"];
      "remove-role-from-group": null;
      "list-users-with-roles": {
        /** @description The items of this page, as Okta gives them */
        items: ({
          /** @description The id of the user */
          id: string;
          /** @description The user's Okta resource name */
          orn?: string | null;
          /** @description Related resources */
          _links?: {
            [key: string]: unknown;
          };
        } & {
          [key: string]: unknown;
        })[];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "list-custom-roles": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["CustomRole"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "create-custom-role": components["schemas"]["CustomRole"];
      "update-custom-role": components["schemas"]["CustomRole"];
      "delete-custom-role": null;
      "list-role-permissions": {
        /** @description What the role permits */
        permissions?: ({
          /** @description The permission, such as okta.users.read */
          label?: string;
          /** @description What restricts it further */
          conditions?: {
            [key: string]: unknown;
          } | null;
          /** @description When the role got it */
          created?: string | null;
          /** @description When it last changed */
          lastUpdated?: string | null;
          /** @description Related resources */
          _links?: {
            [key: string]: unknown;
          };
        } & {
          [key: string]: unknown;
        })[];
      } & {
        [key: string]: unknown;
      };
      "list-resource-sets": {
        /** @description The items of this page, as Okta gives them */
        items: ({
          /** @description The id of the resource set */
          id: string;
          /** @description Its unique name */
          label?: string | null;
          /** @description What it holds */
          description?: string | null;
          /** @description When it was created */
          created?: string | null;
          /** @description When it last changed */
          lastUpdated?: string | null;
          /** @description Related resources */
          _links?: {
            [key: string]: unknown;
          };
        } & {
          [key: string]: unknown;
        })[];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "add-members-to-role-binding": {
        /** @description Related resources */
        _links?: {
          [key: string]: unknown;
        };
      } & {
        [key: string]: unknown;
      };
      "remove-member-from-role-binding": null;
      "get-user-schema": components["schemas"]["ProfileSchema"];
      "update-user-schema": components["schemas"]["ProfileSchema"];
      "get-group-schema": components["schemas"]["ProfileSchema"];
      "get-app-user-schema": components["schemas"]["ProfileSchema"];
      "list-user-types": ({
        /** @description The id of the user type */
        id: string;
        /** @description The name in expressions; never changes */
        name?: string;
        /** @description The name that people see */
        displayName?: string | null;
        /** @description What the type is for */
        description?: string | null;
        /** @description Whether users have this type where none is given */
        default?: boolean;
        /** @description When it was created */
        created?: string | null;
        /** @description When it last changed */
        lastUpdated?: string | null;
        /** @description schema leads to its profile schema */
        _links?: {
          [key: string]: unknown;
        };
      } & {
        [key: string]: unknown;
      })[];
      "list-profile-mappings": {
        /** @description The items of this page, as Okta gives them */
        items: ({
          /** @description The id of the mapping */
          id: string;
          /** @description Where values come from */
          source?: {
            /** @description The id of the user type or application */
            id?: string;
            /** @description Its name */
            name?: string | null;
            /** @description user or appuser */
            type?: string | null;
          } & {
            [key: string]: unknown;
          };
          /** @description Where values go */
          target?: {
            /** @description The id of the user type or application */
            id?: string;
            /** @description Its name */
            name?: string | null;
            /** @description user or appuser */
            type?: string | null;
          } & {
            [key: string]: unknown;
          };
          /** @description Related resources */
          _links?: {
            [key: string]: unknown;
          };
        } & {
          [key: string]: unknown;
        })[];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "list-event-hooks": components["schemas"]["EventHook"][];
      "get-event-hook": components["schemas"]["EventHook"];
      "create-event-hook": components["schemas"]["EventHook"];
      "update-event-hook": components["schemas"]["EventHook"];
      "verify-event-hook": components["schemas"]["EventHook"];
      "activate-event-hook": components["schemas"]["EventHook"];
      "deactivate-event-hook": components["schemas"]["EventHook"];
      "delete-event-hook": null;
      "list-policies": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["Policy"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "get-policy": components["schemas"]["Policy"];
      "create-policy": components["schemas"]["Policy"];
      "update-policy": components["schemas"]["Policy"];
      "delete-policy": null;
      "activate-policy": null;
      "deactivate-policy": null;
      "list-policy-rules": components["schemas"]["PolicyRule"][];
      "create-policy-rule": components["schemas"]["PolicyRule"];
      "update-policy-rule": components["schemas"]["PolicyRule"];
      "delete-policy-rule": null;
      "activate-policy-rule": null;
      "deactivate-policy-rule": null;
      "simulate-policy": ({
        /** @description MATCH, NOT_MATCH or UNDEFINED */
        status?: string;
        /** @description The type of the policies */
        policyType?: string[];
        /** @description What would apply */
        result?: {
          /** @description Policies with their rules */
          policies?: ({
            /** @description The id of the policy */
            id?: string;
            /** @description Its name */
            name?: string;
            /** @description MATCH, NOT_MATCH or UNDEFINED */
            status?: string;
            /** @description Its conditions and how each came out */
            conditions?: {
              [key: string]: unknown;
            }[];
            /** @description Its rules and how each came out */
            rules?: {
              [key: string]: unknown;
            }[];
          } & {
            [key: string]: unknown;
          })[];
        } & {
          [key: string]: unknown;
        };
        /** @description What was looked at and does not apply; with expand EVALUATED */
        evaluated?: {
          /** @description Policies with their rules */
          policies?: ({
            /** @description The id of the policy */
            id?: string;
            /** @description Its name */
            name?: string;
            /** @description MATCH, NOT_MATCH or UNDEFINED */
            status?: string;
            /** @description Its conditions and how each came out */
            conditions?: {
              [key: string]: unknown;
            }[];
            /** @description Its rules and how each came out */
            rules?: {
              [key: string]: unknown;
            }[];
          } & {
            [key: string]: unknown;
          })[];
        } & {
          [key: string]: unknown;
        };
        /** @description What cannot be decided from the context */
        undefined?: {
          /** @description Policies with their rules */
          policies?: ({
            /** @description The id of the policy */
            id?: string;
            /** @description Its name */
            name?: string;
            /** @description MATCH, NOT_MATCH or UNDEFINED */
            status?: string;
            /** @description Its conditions and how each came out */
            conditions?: {
              [key: string]: unknown;
            }[];
            /** @description Its rules and how each came out */
            rules?: {
              [key: string]: unknown;
            }[];
          } & {
            [key: string]: unknown;
          })[];
        } & {
          [key: string]: unknown;
        };
      } & {
        [key: string]: unknown;
      })[];
      "assign-application-policy": null;
      "list-network-zones": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["NetworkZone"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "get-network-zone": components["schemas"]["NetworkZone"];
      "create-network-zone": components["schemas"]["NetworkZone"];
      "update-network-zone": components["schemas"]["NetworkZone"];
      "activate-network-zone": components["schemas"]["NetworkZone"];
      "deactivate-network-zone": components["schemas"]["NetworkZone"];
      "delete-network-zone": null;
      "search-devices": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["Device"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "get-device": components["schemas"]["Device"];
      "list-device-users": ({
        /** @description When the user enrolled the device */
        created?: string | null;
        /** @description MANAGED or NOT_MANAGED */
        managementStatus?: string | null;
        /** @description NONE, PASSCODE or BIOMETRIC */
        screenLockType?: string | null;
        /** @description The user */
        user?: components["schemas"]["User"];
      } & {
        [key: string]: unknown;
      })[];
      "activate-device": null;
      "deactivate-device": null;
      "suspend-device": null;
      "unsuspend-device": null;
      "delete-device": null;
      "list-device-assurance-policies": ({
        /** @description The id of the policy */
        id: string;
        /** @description Its name */
        name?: string | null;
        /** @description ANDROID, CHROMEOS, IOS, MACOS or WINDOWS */
        platform?: string | null;
        /** @description When it was created */
        createdDate?: string | null;
        /** @description The id of the user who created it */
        createdBy?: string | null;
        /** @description When it last changed */
        lastUpdate?: string | null;
        /** @description The id of the user who last changed it */
        lastUpdatedBy?: string | null;
      } & {
        [key: string]: unknown;
      })[];
      "get-user-risk": {
        /** @description HIGH, MEDIUM, LOW or NONE */
        riskLevel: string;
        /** @description Why; override.by.admin where an administrator gave no reason */
        reason?: string | null;
        /** @description Related resources */
        _links?: {
          [key: string]: unknown;
        } | null;
      } & {
        [key: string]: unknown;
      };
      "set-user-risk": {
        /** @description HIGH, MEDIUM, LOW or NONE */
        riskLevel: string;
        /** @description Why; override.by.admin where an administrator gave no reason */
        reason?: string | null;
        /** @description Related resources */
        _links?: {
          [key: string]: unknown;
        } | null;
      } & {
        [key: string]: unknown;
      };
      "create-import-session": components["schemas"]["ImportSession"];
      "list-import-sessions": components["schemas"]["ImportSession"][];
      "get-import-session": components["schemas"]["ImportSession"];
      "bulk-user-import": null;
      "bulk-user-delete": null;
      "trigger-import-session": components["schemas"]["ImportSession"];
      "delete-import-session": null;
      "map-profile-source-attributes": {
        /** @description What bulk-user-import takes as profiles */
        profiles: {
          externalId: string;
          profile: {
            [key: string]: string | null;
          };
        }[];
        /** @description Attributes of the records that the schema does not have */
        ignoredAttributes: string[];
        /** @description Records that are not in profiles */
        rejected: {
          /** @description The place of the record in users, from 0 */
          index: number;
          /** @description Its external id, where it has one */
          externalId: string | null;
          /** @description What is wrong with it */
          reasons: string[];
        }[];
      };
      "search-realms": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["Realm"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "get-realm": components["schemas"]["Realm"];
      "create-realm": components["schemas"]["Realm"];
      "update-realm": components["schemas"]["Realm"];
      "create-realm-user": components["schemas"]["User"];
      "list-realm-users": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["ListedUser"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "update-realm-for-user": components["schemas"]["User"];
      "list-authorization-servers": {
        /** @description The items of this page, as Okta gives them */
        items: ({
          /** @description The id of the authorization server */
          id: string;
          /** @description Its name */
          name?: string | null;
          /** @description What it is for */
          description?: string | null;
          /** @description Who its access tokens are for */
          audiences?: string[] | null;
          /** @description The iss of its tokens */
          issuer?: string | null;
          /** @description ORG_URL, CUSTOM_URL or DYNAMIC */
          issuerMode?: string | null;
          /** @description ACTIVE or INACTIVE */
          status?: string | null;
          /** @description When it was created */
          created?: string | null;
          /** @description When it last changed */
          lastUpdated?: string | null;
        } & {
          [key: string]: unknown;
        })[];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "get-authorization-server": {
        /** @description The id of the authorization server */
        id: string;
        /** @description Its name */
        name?: string | null;
        /** @description What it is for */
        description?: string | null;
        /** @description Who its access tokens are for */
        audiences?: string[] | null;
        /** @description The iss of its tokens */
        issuer?: string | null;
        /** @description ORG_URL, CUSTOM_URL or DYNAMIC */
        issuerMode?: string | null;
        /** @description ACTIVE or INACTIVE */
        status?: string | null;
        /** @description When it was created */
        created?: string | null;
        /** @description When it last changed */
        lastUpdated?: string | null;
      } & {
        [key: string]: unknown;
      };
      "list-authorization-server-scopes": {
        /** @description The items of this page, as Okta gives them */
        items: ({
          /** @description The id of the scope */
          id: string;
          /** @description The scope as clients ask for it */
          name: string;
          /** @description Its name in a consent dialog */
          displayName?: string | null;
          /** @description What it permits */
          description?: string | null;
          /** @description Whether Okta made it; such scopes cannot be deleted */
          system?: boolean | null;
          /** @description Whether clients get it that ask for no scope */
          default?: boolean | null;
          /** @description Whether a user may leave it out of the consent */
          optional?: boolean | null;
          /** @description IMPLICIT, REQUIRED or FLEXIBLE */
          consent?: string | null;
          /** @description ALL_CLIENTS or NO_CLIENTS */
          metadataPublish?: string | null;
        } & {
          [key: string]: unknown;
        })[];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "create-authorization-server-scope": {
        /** @description The id of the scope */
        id: string;
        /** @description The scope as clients ask for it */
        name: string;
        /** @description Its name in a consent dialog */
        displayName?: string | null;
        /** @description What it permits */
        description?: string | null;
        /** @description Whether Okta made it; such scopes cannot be deleted */
        system?: boolean | null;
        /** @description Whether clients get it that ask for no scope */
        default?: boolean | null;
        /** @description Whether a user may leave it out of the consent */
        optional?: boolean | null;
        /** @description IMPLICIT, REQUIRED or FLEXIBLE */
        consent?: string | null;
        /** @description ALL_CLIENTS or NO_CLIENTS */
        metadataPublish?: string | null;
      } & {
        [key: string]: unknown;
      };
      "delete-authorization-server-scope": null;
      "list-authorization-server-claims": ({
        /** @description The id of the claim */
        id: string;
        /** @description The name in the token */
        name?: string | null;
        /** @description ACTIVE or INACTIVE */
        status?: string | null;
        /** @description RESOURCE (access tokens) or IDENTITY (ID tokens) */
        claimType?: string | null;
        /** @description EXPRESSION, GROUPS or SYSTEM */
        valueType?: string | null;
        /** @description The scopes that bring the claim */
        conditions?: {
          [key: string]: unknown;
        } | null;
        /** @description Whether Okta made it */
        system?: boolean | null;
        /** @description Whether it is in the token without being asked for */
        alwaysIncludeInToken?: boolean | null;
      } & {
        [key: string]: unknown;
      })[];
      "list-api-tokens": ({
        /** @description The id of the token */
        id: string;
        /** @description The name that its maker gave it */
        name: string;
        /** @description The user whose permissions it has */
        userId?: string | null;
        /** @description What it was made for */
        clientName?: string | null;
        /** @description How long it lives without being used, as an ISO 8601 duration */
        tokenWindow?: string | null;
        /** @description Where it may be used from */
        network?: {
          [key: string]: unknown;
        } | null;
        /** @description When it ends unless it is used before */
        expiresAt?: string | null;
        /** @description When it was made */
        created?: string | null;
        /** @description When it was last used or changed */
        lastUpdated?: string | null;
      } & {
        [key: string]: unknown;
      })[];
      "revoke-api-token": null;
      "list-identity-providers": {
        /** @description The items of this page, as Okta gives them */
        items: ({
          /** @description The id of the identity provider */
          id: string;
          /** @description SAML2, OIDC, GOOGLE, X509 and the like */
          type?: string | null;
          /** @description Its name */
          name?: string | null;
          /** @description ACTIVE or INACTIVE */
          status?: string | null;
          /** @description Which address Okta uses towards it */
          issuerMode?: string | null;
          /** @description When it was created */
          created?: string | null;
          /** @description When it last changed */
          lastUpdated?: string | null;
          /** @description How Okta talks to it */
          protocol?: ({
            /** @description SAML2, OAUTH2, OIDC, MTLS or ID_PROOFING */
            type?: string | null;
            /** @description Keys and secrets between Okta and the provider */
            credentials?: ({
              /** @description Okta as a client of the provider */
              client?: ({
                /** @description The client id of Okta at the provider */
                client_id?: string | null;
                /** @description The client secret of Okta at the provider */
                client_secret?: string | null;
              } & {
                [key: string]: unknown;
              }) | null;
            } & {
              [key: string]: unknown;
            }) | null;
          } & {
            [key: string]: unknown;
          }) | null;
          /** @description How its users become users of Okta */
          policy?: {
            [key: string]: unknown;
          } | null;
        } & {
          [key: string]: unknown;
        })[];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "get-org": {
        /** @description The id of the org */
        id: string;
        /** @description The name of the company */
        companyName?: string | null;
        /** @description The first label of its address */
        subdomain?: string | null;
        /** @description ACTIVE or INACTIVE */
        status?: string | null;
        /** @description The home page of the company */
        website?: string | null;
        /** @description The phone number of the company */
        phoneNumber?: string | null;
        /** @description The phone number of its help desk */
        supportPhoneNumber?: string | null;
        /** @description Where its users find help */
        endUserSupportHelpURL?: string | null;
        /** @description When the org was created */
        created?: string | null;
        /** @description When these settings last changed */
        lastUpdated?: string | null;
        /** @description When the org ends; null where it does not */
        expiresAt?: string | null;
      } & {
        [key: string]: unknown;
      };
      "list-campaigns": {
        /** @description The items of this page, as Okta gives them */
        items: ({
          /** @description The id of the campaign */
          id: string;
          /** @description Its name */
          name?: string | null;
          /** @description What it is for */
          description?: string | null;
          /** @description SCHEDULED, LAUNCHING, ACTIVE, COMPLETED, DELETED or ERROR */
          status?: string | null;
          /** @description When it begins */
          startDate?: string | null;
          /** @description When it ends */
          endDate?: string | null;
          /** @description ONE_OFF or RECURRING */
          scheduleType?: string | null;
          /** @description USER, REVIEWER_EXPRESSION, GROUP, RESOURCE_OWNER or MULTI_LEVEL */
          reviewerType?: string | null;
          /** @description The recurring campaign that it belongs to */
          recurringCampaignId?: string | null;
          /** @description When it was made */
          created?: string | null;
          /** @description The id of the user who made it */
          createdBy?: string | null;
          /** @description When it last changed */
          lastUpdated?: string | null;
          /** @description The id of the user who last changed it */
          lastUpdatedBy?: string | null;
        } & {
          [key: string]: unknown;
        })[];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "get-campaign": components["schemas"]["Campaign"];
      "create-campaign": components["schemas"]["Campaign"];
      "list-reviews": {
        /** @description The items of this page, as Okta gives them */
        items: ({
          /** @description The id of the review */
          id: string;
          /** @description The campaign that it belongs to */
          campaignId?: string | null;
          /** @description What is reviewed */
          resourceId?: string | null;
          /** @description UNREVIEWED, APPROVE or REVOKE */
          decision?: string | null;
          /** @description When the decision was taken */
          decided?: string | null;
          /** @description NONE, OPEN, ERROR, SUCCESS or MANUAL */
          remediationStatus?: string | null;
          /** @description Whose access is reviewed */
          principalProfile?: {
            [key: string]: unknown;
          } | null;
          /** @description Who reviews */
          reviewerProfile?: {
            [key: string]: unknown;
          } | null;
          /** @description USER, GROUP or RESOURCE_OWNER */
          reviewerType?: string | null;
          /** @description When it was made */
          created?: string | null;
          /** @description The id of the user who made it */
          createdBy?: string | null;
          /** @description When it last changed */
          lastUpdated?: string | null;
          /** @description The id of the user who last changed it */
          lastUpdatedBy?: string | null;
        } & {
          [key: string]: unknown;
        })[];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "list-entitlements": {
        /** @description The items of this page, as Okta gives them */
        items: ({
          /** @description The id of the entitlement */
          id: string;
          /** @description Its name */
          name?: string | null;
          /** @description The name of its property in the application */
          externalValue?: string | null;
          /** @description What it permits */
          description?: string | null;
          /** @description Whether somebody may have several of its values */
          multiValue?: boolean | null;
          /** @description Whether everybody in the application has it */
          required?: boolean | null;
          /** @description string or array */
          dataType?: string | null;
          /** @description The application that it belongs to */
          parent?: {
            [key: string]: unknown;
          } | null;
          /** @description The application as an Okta resource name */
          parentResourceOrn?: string | null;
          /** @description When it was made */
          created?: string | null;
          /** @description The id of the user who made it */
          createdBy?: string | null;
          /** @description When it last changed */
          lastUpdated?: string | null;
          /** @description The id of the user who last changed it */
          lastUpdatedBy?: string | null;
        } & {
          [key: string]: unknown;
        })[];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "list-grants": {
        /** @description The items of this page, as Okta gives them */
        items: components["schemas"]["Grant"][];
        /** @description Give it as cursor to read the next page; null at the end */
        nextCursor: string | null;
      };
      "create-grant": components["schemas"]["Grant"];
      "custom-api-action": {
        /** @description Okta's status; refusals of Okta are output here, not errors */
        status: number;
        /** @description Of the answer: type, links, ETag, request id and rate limit */
        headers: {
          [key: string]: string;
        };
        /** @description The parsed JSON, the text where it is none, null where there is no body */
        body: unknown;
      };
    };
    TriggerParams: {
      "new-event-realtime": {
        /** @description Types of events, all of which event hooks must be able to carry */
        eventTypes: string[];
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user, group, app, device); needs okta.users.read, okta.groups.read, okta.apps.read, okta.devices.read
        * @default false
        */
        enrich?: boolean;
      };
      "new-event-polling": {
        /** @description Types of events; every event of the System Log where omitted */
        eventTypes?: string[];
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user, group, app, device); needs okta.users.read, okta.groups.read, okta.apps.read, okta.devices.read
        * @default false
        */
        enrich?: boolean;
      };
      "scheduled-event-search": {
        /**
        * @description When to look, as a cron expression of five parts (minute, hour, day of the month, month, day of the week); 0 * * * * where omitted
        * @default 0 * * * *
        */
        cron?: string;
        /**
        * @description The IANA time zone that the schedule is read in, such as Europe/London; UTC where omitted
        * @default UTC
        */
        timezone?: string;
        /** @description SCIM filter of the System Log, such as eventType eq "user.session.start" */
        filter?: string;
        /** @description Up to 10 keywords of 40 characters that must all occur */
        q?: string;
        /**
        * @description Minutes before each window that are searched again, for events that reached the log late; what was delivered before is left out. 5 where omitted
        * @default 5
        */
        lookback?: number;
      };
      "new-user": {
        /**
        * @description When to look, as a cron expression of five parts (minute, hour, day of the month, month, day of the week); *\/5 * * * * where omitted
        * @default *\/5 * * * *
        */
        cron?: string;
        /**
        * @description The IANA time zone that the schedule is read in, such as Europe/London; UTC where omitted
        * @default UTC
        */
        timezone?: string;
        /** @description Only users that this SCIM search matches, such as profile.department eq "Sales" */
        search?: string;
      };
      "user-updated": {
        /**
        * @description When to look, as a cron expression of five parts (minute, hour, day of the month, month, day of the week); *\/5 * * * * where omitted
        * @default *\/5 * * * *
        */
        cron?: string;
        /**
        * @description The IANA time zone that the schedule is read in, such as Europe/London; UTC where omitted
        * @default UTC
        */
        timezone?: string;
        /** @description Only users that this SCIM search matches, such as status eq "ACTIVE" */
        search?: string;
        /**
        * @description Also those that are new, which it does where omitted; false for changes of older ones only
        * @default true
        */
        includeCreated?: boolean;
      };
      "group-updated-poll": {
        /**
        * @description When to look, as a cron expression of five parts (minute, hour, day of the month, month, day of the week); *\/5 * * * * where omitted
        * @default *\/5 * * * *
        */
        cron?: string;
        /**
        * @description The IANA time zone that the schedule is read in, such as Europe/London; UTC where omitted
        * @default UTC
        */
        timezone?: string;
        /** @description Only groups that this SCIM search matches, such as type eq "OKTA_GROUP" */
        search?: string;
        /**
        * @description Also those that are new, which it does where omitted; false for changes of older ones only
        * @default true
        */
        includeCreated?: boolean;
      };
      "password-expiring-soon": {
        /**
        * @description How many days before the end to fire; 0 is the last day; 7, 3 and 1 where omitted
        * @default [
        *       7,
        *       3,
        *       1
        *     ]
        */
        days?: number[];
        /**
        * @description The hour of the day to look at, in the time zone; 8 where omitted
        * @default 8
        */
        hour?: number;
        /**
        * @description The IANA time zone that the schedule is read in, such as Europe/London; UTC where omitted
        * @default UTC
        */
        timezone?: string;
      };
      "access-request-created": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "access-request-resolved": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "access-certification-decision-submitted": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "certification-campaign-launched": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "certification-campaign-closed": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "api-token-created": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "api-token-revoked": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "application-created": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (app); needs okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "application-updated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (app); needs okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "application-activated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (app); needs okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "application-deactivated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (app); needs okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "application-deleted": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (app); needs okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "application-signon-denied": {
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user, app); needs okta.users.read, okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "group-push-failed": {
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "user-synced-in-app": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user, app); needs okta.users.read, okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-app-password-changed": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user, app); needs okta.users.read, okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-assigned-to-application": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user, app); needs okta.users.read, okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-unassigned-from-application": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user, app); needs okta.users.read, okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "app-user-updated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user, app); needs okta.users.read, okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "group-assigned-to-application": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (group, app); needs okta.groups.read, okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "group-unassigned-from-application": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (group, app); needs okta.groups.read, okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "group-created": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (group); needs okta.groups.read
        * @default false
        */
        enrich?: boolean;
      };
      "group-deleted": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (group); needs okta.groups.read
        * @default false
        */
        enrich?: boolean;
      };
      "group-profile-updated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (group); needs okta.groups.read
        * @default false
        */
        enrich?: boolean;
      };
      "group-privilege-granted": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (group); needs okta.groups.read
        * @default false
        */
        enrich?: boolean;
      };
      "group-privilege-revoked": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (group); needs okta.groups.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-added-to-group": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user, group); needs okta.users.read, okta.groups.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-removed-from-group": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user, group); needs okta.users.read, okta.groups.read
        * @default false
        */
        enrich?: boolean;
      };
      "import-group-created": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (group, app); needs okta.groups.read, okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "import-group-deleted": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (group, app); needs okta.groups.read, okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "import-started": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (app); needs okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "import-completed": {
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (app); needs okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "import-roadblock": {
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (app); needs okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "policy-activated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "policy-deactivated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "policy-updated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "policy-rule-added": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "policy-rule-updated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "policy-rule-activated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "policy-rule-deactivated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "policy-rule-deleted": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "policy-reevaluate-failed": {
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "authenticator-activated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "authenticator-deactivated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "device-enrolled": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user, device); needs okta.users.read, okta.devices.read
        * @default false
        */
        enrich?: boolean;
      };
      "device-activated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (device); needs okta.devices.read
        * @default false
        */
        enrich?: boolean;
      };
      "device-deactivated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (device); needs okta.devices.read
        * @default false
        */
        enrich?: boolean;
      };
      "device-deleted": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (device); needs okta.devices.read
        * @default false
        */
        enrich?: boolean;
      };
      "device-suspended": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (device); needs okta.devices.read
        * @default false
        */
        enrich?: boolean;
      };
      "device-unsuspended": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (device); needs okta.devices.read
        * @default false
        */
        enrich?: boolean;
      };
      "device-added-to-user": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user, device); needs okta.users.read, okta.devices.read
        * @default false
        */
        enrich?: boolean;
      };
      "device-removed-from-user": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user, device); needs okta.users.read, okta.devices.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-created": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-activated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-reactivated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-deactivated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-suspended": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-unsuspended": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-delete-initiated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-deleted": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-profile-updated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-password-updated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-password-reset": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-account-locked": {
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-account-unlocked": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-account-unlocked-by-admin": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-privilege-granted": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-privilege-revoked": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "suspicious-activity-reported": {
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-sign-in-attempt": {
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-sign-out": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-sessions-cleared": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-sso": {
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user, app); needs okta.users.read, okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-mfa": {
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "mfa-factor-activated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "mfa-factor-deactivated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "mfa-factor-reset-all": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "mfa-factor-suspended": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "mfa-preregistration-initiated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "universal-logout": {
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (app); needs okta.apps.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-risk-detected": {
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "user-risk-changed": {
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "breached-credential-detected": {
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description Add the full objects as data.enriched (user); needs okta.users.read
        * @default false
        */
        enrich?: boolean;
      };
      "rate-limit-warning": {
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "rate-limit-violation": {
        /**
        * @description Only events with this outcome.result; ANY for all, ANY where omitted. An event without a result counts as SUCCESS
        * @default ANY
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "network-zone-changed": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
      "idp-updated": {
        /**
        * @description Only events with this outcome.result; ANY for all, SUCCESS where omitted. An event without a result counts as SUCCESS
        * @default SUCCESS
        * @enum {string}
        */
        outcome?: "SUCCESS" | "FAILURE" | "SKIPPED" | "ALLOW" | "DENY" | "CHALLENGE" | "UNKNOWN" | "RATE_LIMIT" | "DEFERRED" | "SCHEDULED" | "ABANDONED" | "UNANSWERED" | "ANY";
        /** @description Only events whose actor has this id */
        actorId?: string;
        /** @description Only events with a target of this id */
        targetId?: string;
        /** @description Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7" */
        filter?: string;
        /**
        * @description There is nothing to add to these events
        * @default false
        */
        enrich?: boolean;
      };
    };
    TriggerData: {
      /** @description New event (real-time, any selected event types). Fires for every event of the types in params.eventTypes, within seconds, through an event hook; in the hybrid mode the System Log makes up for what the hook loses. Takes only types that event hooks carry; new-event-polling takes all. Fires whatever the outcome; narrow it by outcome. */
      "new-event-realtime": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /** @description What happened, such as user.session.start */
          eventType: string;
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
          group?: components["schemas"]["Group"];
          app?: components["schemas"]["Application"];
          device?: components["schemas"]["Device"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description New event (polling the System Log). Fires for every event of the System Log, or those of the types in params.eventTypes, read from the log every 10 to 60 seconds. Uses no event hook, whatever the types. An org writes many events: narrow it by eventTypes, outcome or filter. Fires whatever the outcome. */
      "new-event-polling": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /** @description What happened, such as user.session.start */
          eventType: string;
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
          group?: components["schemas"]["Group"];
          app?: components["schemas"]["Application"];
          device?: components["schemas"]["Device"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Scheduled event search (batch). Searches the System Log by a schedule and delivers what it found as lists, each window of time once, also those that passed while the service was down. A window without events delivers nothing. Not for quick reactions: new-event-realtime and new-event-polling deliver events one by one as they come. */
      "scheduled-event-search": components["schemas"]["DeliveryEnvelope"] & {
        /** @description When it was due */
        scheduledAt: string;
        /** @description The time that was searched; windows follow each other without gaps */
        window: {
          /** @description Beginning */
          from: string;
          /** @description End, not included */
          until: string;
        } & {
          [key: string]: unknown;
        };
        /** @description What was found, oldest first */
        events: components["schemas"]["LogEvent"][];
        /** @description A window with many events is delivered in several lists */
        batch: {
          /** @description Counts the lists of this window, from 1 */
          number: number;
          /** @description Whether it is the last list of this window */
          last: boolean;
        } & {
          [key: string]: unknown;
        };
      };
      /** @description New user (polling). Fires for each user created since the last search, with the full user. Users created before the subscription are left out. Later than user-created by up to the schedule, but with all attributes and with search; a user who is deleted before the search is not found. */
      "new-user": components["schemas"]["DeliveryEnvelope"] & {
        /** @description The new user */
        user: components["schemas"]["User"];
      };
      /** @description New or updated user (polling lastUpdated). Fires for each user whose lastUpdated is later than the last search, with the full user: changes of profile, status and password. Several changes between two searches are one. It does not say what has changed (user-profile-updated and others do), and deleted users are not found. */
      "user-updated": components["schemas"]["DeliveryEnvelope"] & {
        /** @description The user as it is now */
        user: components["schemas"]["User"];
      };
      /** @description New or updated group (polling lastUpdated). Fires for each group whose lastUpdated is later than the last search, with the full group. That is its profile: members that come and go do not count (user-added-to-group, user-removed-from-group), and deleted groups are not found (group-deleted). */
      "group-updated-poll": components["schemas"]["DeliveryEnvelope"] & {
        /** @description The group as it is now */
        group: components["schemas"]["Group"];
      };
      /** @description Password about to expire. Fires once for each user and each of params.days, that many days before the user's password reaches the greatest age that the password policy allows. Only active users whose passwords Okta keeps: those of Active Directory, LDAP and other providers expire there. Without an age limit in the policy nothing fires. Okta writes no event for this; a schedule computes it once a day. */
      "password-expiring-soon": components["schemas"]["DeliveryEnvelope"] & {
        /** @description The user whose password expires */
        user: components["schemas"]["User"];
        /** @description Which of params.days it is */
        daysLeft: number;
        /** @description When the password expires */
        expiresAt: string;
        /** @description The password policy that says so */
        policyId: string;
      };
      /** @description Access request created. Fires when somebody asks for access in Okta Access Requests. The request itself is not in the event: read it by the Identity Governance API. Okta does not document the types of its targets, if it has any. Failed attempts are left out unless outcome says otherwise. */
      "access-request-created": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "access.request.create";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Access request resolved. Fires when an access request is settled. Requests that expire, are cancelled or are rejected have types of their own: new-event-realtime with access.request.expire, access.request.cancel or access.request.reject. Okta does not document the types of its targets, if it has any. Failed attempts are left out unless outcome says otherwise. */
      "access-request-resolved": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "access.request.resolve";
        };
      };
      /** @description Access certification decision submitted. Fires when a reviewer approves or revokes access in a campaign, or a campaign ends with items that nobody reviewed. The decision (APPROVE, REVOKE, NORESPONSE) is in debugContext.debugData. A decision to delegate has the outcome SKIPPED, which the default leaves out. Okta does not document the types of its targets, if it has any. Failed attempts are left out unless outcome says otherwise. */
      "access-certification-decision-submitted": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "certification.campaign.item.decide";
        };
      };
      /** @description Certification campaign launched. Fires when an access certification campaign starts and moves from scheduled to active. Okta does not document the types of its targets, if it has any. Failed attempts are left out unless outcome says otherwise. */
      "certification-campaign-launched": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "certification.campaign.launch";
        };
      };
      /** @description Certification campaign closed. Fires when an access certification campaign is closed, by an administrator or on its end date. Okta does not document the types of its targets, if it has any. Failed attempts are left out unless outcome says otherwise. */
      "certification-campaign-closed": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "certification.campaign.close";
        };
      };
      /** @description API token created. Fires when an administrator makes an API token (SSWS). Not for OAuth access tokens, which are app.oauth2.* events. Targets by type: Token (the token: its id and name, never its value). Failed attempts are left out unless outcome says otherwise. */
      "api-token-created": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "system.api_token.create";
        };
      };
      /** @description API token revoked. Fires when an API token (SSWS) is revoked. A token that expires because nobody used it is not revoked. Targets by type: Token (the token: its id and name, never its value). Failed attempts are left out unless outcome says otherwise. */
      "api-token-revoked": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "system.api_token.revoke";
        };
      };
      /** @description Application created. Fires when an application is added to the org. Targets by type: AppInstance (the application). Failed attempts are left out unless outcome says otherwise. */
      "application-created": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "application.lifecycle.create";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Application updated. Fires when settings of an application change, such as sign-on or provisioning. Not for its users and groups: user-assigned-to-application, group-assigned-to-application and others are for these. Targets by type: AppInstance (the application). Failed attempts are left out unless outcome says otherwise. */
      "application-updated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "application.lifecycle.update";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Application activated. Fires when an application is activated. Targets by type: AppInstance (the application). Failed attempts are left out unless outcome says otherwise. */
      "application-activated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "application.lifecycle.activate";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Application deactivated. Fires when an application is deactivated. Targets by type: AppInstance (the application). Failed attempts are left out unless outcome says otherwise. */
      "application-deactivated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "application.lifecycle.deactivate";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Application deleted. Fires when an application is deleted. The application can no longer be read then, so enriching finds nothing. Targets by type: AppInstance (the application). Failed attempts are left out unless outcome says otherwise. */
      "application-deleted": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "application.lifecycle.delete";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description App sign-on denied by policy. Fires when the sign-on policy of an application keeps a user out. The actor is the user. Not for denied sign-ins to Okta itself: user-sign-in-attempt. Targets by type: AppInstance (the application). Fires whatever the outcome; narrow it by outcome. */
      "application-signon-denied": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "application.policy.sign_on.deny_access";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Group push failed. Fires when the push of a group to an application fails and Okta will not try again. Failures that Okta repeats by itself have a type of their own that no event hook carries: application.provision.group_push.mapping.update.or.delete.failed. Okta does not document the types of its targets, if it has any. Fires whatever the outcome; narrow it by outcome. */
      "group-push-failed": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "application.provision.group_push.mapping.update.or.delete.failed.with.error";
        };
      };
      /** @description User synced in external application. Fires when provisioning brings the account of a user in an external application up to date. Targets by type: AppInstance (the application), User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-synced-in-app": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "application.provision.user.sync";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User app password changed. Fires when the password that Okta keeps of a user for one application is changed. Not for the Okta password: user-password-updated. Targets by type: AppInstance (the application), AppUser (the user's account in it), User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-app-password-changed": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "application.user_membership.change_password";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User assigned to application. Fires when a user gets an application, alone or through a group. Targets by type: AppInstance (the application), AppUser (the user's account in it), User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-assigned-to-application": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "application.user_membership.add";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User unassigned from application. Fires when a user loses an application. Targets by type: AppInstance (the application), AppUser (the user's account in it), User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-unassigned-from-application": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "application.user_membership.remove";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Application user profile updated. Fires when attributes of a user's account in an application are changed in Okta. Not for the Okta profile: user-profile-updated. Targets by type: AppInstance (the application), AppUser (the user's account in it), User (the user). Failed attempts are left out unless outcome says otherwise. */
      "app-user-updated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "application.user_membership.update";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Group assigned to application. Fires when a group is assigned to an application. Each member that gets the application by it is a user-assigned-to-application of its own. Targets by type: AppInstance (the application), UserGroup (the group). Failed attempts are left out unless outcome says otherwise. */
      "group-assigned-to-application": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "group.application_assignment.add";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          group?: components["schemas"]["Group"];
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Group unassigned from application. Fires when the assignment of a group to an application is taken back. Targets by type: AppInstance (the application), UserGroup (the group). Failed attempts are left out unless outcome says otherwise. */
      "group-unassigned-from-application": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "group.application_assignment.remove";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          group?: components["schemas"]["Group"];
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Group created. Fires when a group is created in Okta. Not for groups that an import brings: import-group-created. Targets by type: UserGroup (the group). Failed attempts are left out unless outcome says otherwise. */
      "group-created": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "group.lifecycle.create";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          group?: components["schemas"]["Group"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Group deleted. Fires when a group is deleted in Okta. The group can no longer be read then, so enriching finds nothing. Not for groups that an import removes: import-group-deleted. Targets by type: UserGroup (the group). Failed attempts are left out unless outcome says otherwise. */
      "group-deleted": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "group.lifecycle.delete";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          group?: components["schemas"]["Group"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Group profile updated. Fires when name, description or another attribute of a group changes. Not for members that come and go: user-added-to-group and user-removed-from-group. Targets by type: UserGroup (the group). Failed attempts are left out unless outcome says otherwise. */
      "group-profile-updated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "group.profile.update";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          group?: components["schemas"]["Group"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Group admin privilege granted. Fires when a group is given an admin role. debugContext.debugData.privilegeGranted names the admin roles that it has now. Targets by type: UserGroup (the group). Failed attempts are left out unless outcome says otherwise. */
      "group-privilege-granted": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "group.privilege.grant";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          group?: components["schemas"]["Group"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Group admin privilege revoked. Fires when a group loses the last of its admin roles. Targets by type: UserGroup (the group). Failed attempts are left out unless outcome says otherwise. */
      "group-privilege-revoked": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "group.privilege.revoke";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          group?: components["schemas"]["Group"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User added to group. Fires when a user becomes a member of a group, by hand, by a group rule or by an import. Targets by type: UserGroup (the group), User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-added-to-group": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "group.user_membership.add";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
          group?: components["schemas"]["Group"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User removed from group. Fires when a user ceases to be a member of a group. Targets by type: UserGroup (the group), User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-removed-from-group": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "group.user_membership.remove";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
          group?: components["schemas"]["Group"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Import: group created. Fires when an import creates a group. Not for groups made in Okta: group-created. Targets by type: UserGroup (the group), AppInstance (the directory or application that is imported from). Failed attempts are left out unless outcome says otherwise. */
      "import-group-created": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "system.import.group.create";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          group?: components["schemas"]["Group"];
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Import: group deleted. Fires when an import removes a group. Targets by type: UserGroup (the group), AppInstance (the directory or application that is imported from). Failed attempts are left out unless outcome says otherwise. */
      "import-group-deleted": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "system.import.group.delete";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          group?: components["schemas"]["Group"];
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Import started. Fires when an import begins, by hand or by its schedule. Targets by type: AppInstance (the directory or application that is imported from). Failed attempts are left out unless outcome says otherwise. */
      "import-started": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "system.import.start";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Import completed. Fires when an import has come to its end. Whether all went well is in outcome. Targets by type: AppInstance (the directory or application that is imported from). Fires whatever the outcome; narrow it by outcome. */
      "import-completed": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "system.import.complete";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Import blocked by safeguard. Fires when an import would unassign more users than its safeguard permits, and is stopped. Targets by type: AppInstance (the directory or application that is imported from). Fires whatever the outcome; narrow it by outcome. */
      "import-roadblock": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "system.import.roadblock";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Policy activated. Fires when a policy is activated. Targets by type: PolicyEntity (the policy). Failed attempts are left out unless outcome says otherwise. */
      "policy-activated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "policy.lifecycle.activate";
        };
      };
      /** @description Policy deactivated. Fires when a policy is deactivated. Targets by type: PolicyEntity (the policy). Failed attempts are left out unless outcome says otherwise. */
      "policy-deactivated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "policy.lifecycle.deactivate";
        };
      };
      /** @description Policy updated. Fires when a policy itself changes. Not for its rules: policy-rule-updated and others. Creation and deletion of policies are carried by no event hook: new-event-polling with policy.lifecycle.create or policy.lifecycle.delete. Targets by type: PolicyEntity (the policy). Failed attempts are left out unless outcome says otherwise. */
      "policy-updated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "policy.lifecycle.update";
        };
      };
      /** @description Policy rule added. Fires when a rule is added to a policy. For every type of policy; filter by target.displayName or pick one by targetId. Targets by type: PolicyRule (the rule), PolicyEntity (the policy). Failed attempts are left out unless outcome says otherwise. */
      "policy-rule-added": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "policy.rule.add";
        };
      };
      /** @description Policy rule updated. Fires when a rule of a policy changes. For every type of policy; filter by target.displayName or pick one by targetId. Targets by type: PolicyRule (the rule), PolicyEntity (the policy). Failed attempts are left out unless outcome says otherwise. */
      "policy-rule-updated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "policy.rule.update";
        };
      };
      /** @description Policy rule activated. Fires when a rule of a policy is activated. For every type of policy; filter by target.displayName or pick one by targetId. Targets by type: PolicyRule (the rule), PolicyEntity (the policy). Failed attempts are left out unless outcome says otherwise. */
      "policy-rule-activated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "policy.rule.activate";
        };
      };
      /** @description Policy rule deactivated. Fires when a rule of a policy is deactivated. For every type of policy; filter by target.displayName or pick one by targetId. Targets by type: PolicyRule (the rule), PolicyEntity (the policy). Failed attempts are left out unless outcome says otherwise. */
      "policy-rule-deactivated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "policy.rule.deactivate";
        };
      };
      /** @description Policy rule deleted. Fires when a rule of a policy is deleted. For every type of policy; filter by target.displayName or pick one by targetId. Targets by type: PolicyRule (the rule), PolicyEntity (the policy). Failed attempts are left out unless outcome says otherwise. */
      "policy-rule-deleted": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "policy.rule.delete";
        };
      };
      /** @description Auth policy re-evaluation failed. Fires when a policy is evaluated again during a session and the session no longer satisfies it. It says which user, applications and session are concerned. Not for what Okta does about it, which other events say (policy.auth_reevaluate.action). Okta does not document the types of its targets, if it has any. Fires whatever the outcome; narrow it by outcome. */
      "policy-reevaluate-failed": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "policy.auth_reevaluate.fail";
        };
      };
      /** @description Authenticator activated. Fires when an administrator activates an authenticator of the org, such as Okta Verify or e-mail. Not for a user's own enrollment: mfa-factor-activated. Okta does not document the types of its targets, if it has any. Failed attempts are left out unless outcome says otherwise. */
      "authenticator-activated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "security.authenticator.lifecycle.activate";
        };
      };
      /** @description Authenticator deactivated. Fires when an administrator deactivates an authenticator of the org. Not for a user's own enrollment: mfa-factor-deactivated. Okta does not document the types of its targets, if it has any. Failed attempts are left out unless outcome says otherwise. */
      "authenticator-deactivated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "security.authenticator.lifecycle.deactivate";
        };
      };
      /** @description Device enrolled. Fires when a device is registered through Okta Verify for the first time. Name, serial number and operating system are in detailEntry of the target. A further account on a known device is device-added-to-user. Targets by type: Device (the device). Failed attempts are left out unless outcome says otherwise. */
      "device-enrolled": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "device.enrollment.create";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
          device?: components["schemas"]["Device"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Device activated. Fires when a device is activated. Targets by type: Device (the device). Failed attempts are left out unless outcome says otherwise. */
      "device-activated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "device.lifecycle.activate";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          device?: components["schemas"]["Device"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Device deactivated. Fires when a device is deactivated, which ends its use with Okta Verify. Targets by type: Device (the device). Failed attempts are left out unless outcome says otherwise. */
      "device-deactivated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "device.lifecycle.deactivate";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          device?: components["schemas"]["Device"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Device deleted. Fires when a device is deleted. The device can no longer be read then, so enriching finds nothing. Targets by type: Device (the device). Failed attempts are left out unless outcome says otherwise. */
      "device-deleted": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "device.lifecycle.delete";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          device?: components["schemas"]["Device"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Device suspended. Fires when access from a device is paused. Targets by type: Device (the device). Failed attempts are left out unless outcome says otherwise. */
      "device-suspended": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "device.lifecycle.suspend";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          device?: components["schemas"]["Device"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Device unsuspended. Fires when a suspended device may be used again. Targets by type: Device (the device). Failed attempts are left out unless outcome says otherwise. */
      "device-unsuspended": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "device.lifecycle.unsuspend";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          device?: components["schemas"]["Device"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Device added to user. Fires when a user adds an account in Okta Verify on a device. Targets by type: Device (the device), User (the user). Failed attempts are left out unless outcome says otherwise. */
      "device-added-to-user": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "device.user.add";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
          device?: components["schemas"]["Device"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Device removed from user. Fires when a device no longer belongs to a user. The device itself stays known to the org. Targets by type: Device (the device), User (the user). Failed attempts are left out unless outcome says otherwise. */
      "device-removed-from-user": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "device.user.remove";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
          device?: components["schemas"]["Device"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User created. Fires when a user is created, by an administrator, an API, an import or self-registration. The user may not be active yet: user-activated. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-created": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.lifecycle.create";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User activated. Fires when a user is activated for the first time, or after deactivation. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-activated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.lifecycle.activate";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User reactivated. Fires when the activation of a user who has not finished it is started again. Not for the end of a suspension: user-unsuspended. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-reactivated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.lifecycle.reactivate";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User deactivated. Fires when a user is deactivated and thereby loses all applications. Not for a suspension, which can be ended: user-suspended. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-deactivated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.lifecycle.deactivate";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User suspended. Fires when a user is suspended. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-suspended": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.lifecycle.suspend";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User unsuspended. Fires when the suspension of a user ends. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-unsuspended": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.lifecycle.unsuspend";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User deletion started. Fires when the deletion of a user begins. The end of it is user-deleted, which comes by polling; this one comes by event hook. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-delete-initiated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.lifecycle.delete.initiated";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User deleted (completed). Fires when a user is deleted for good. The user can no longer be read then, so enriching finds nothing. For real time take user-delete-initiated. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. No event hook carries this type: the System Log is polled. */
      "user-deleted": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.lifecycle.delete.completed";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User profile updated. Fires when attributes in the Okta profile of a user change. Which attributes is said by debugContext.debugData where Okta gives it. Not for the profile in an application: app-user-updated. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-profile-updated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.account.update_profile";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User password updated. Fires when the Okta password of a user is changed, by the user or by an administrator who sets it. Not for a reset, after which the user still has to choose a password: user-password-reset. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-password-updated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.account.update_password";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User password reset by admin. Fires when the Okta password of a user is reset. Okta writes the same type where users reset their own; then actor and target are the same user. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-password-reset": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.account.reset_password";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User account locked. Fires when too many failed sign-ins lock the account of a user. Okta gives it the outcome FAILURE with the reason LOCKED_OUT. Not for an administrator who suspends a user: user-suspended. Targets by type: User (the user). Fires whatever the outcome; narrow it by outcome. */
      "user-account-locked": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.account.lock";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User account unlocked. Fires when a locked account is unlocked by itself after the time in the password policy. Not when an administrator unlocks it: user-account-unlocked-by-admin. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-account-unlocked": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.account.unlock";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User account unlocked by admin. Fires when an administrator, or an API, unlocks the account of a user. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-account-unlocked-by-admin": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.account.unlock_by_admin";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User admin privilege granted. Fires when the admin roles of a user change and some are left. debugContext.debugData.privilegeGranted names the roles that the user has now, those through groups included. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-privilege-granted": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.account.privilege.grant";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User admin privilege revoked. Fires when a user loses the last admin role, those through groups included. While some role is left, it is user-privilege-granted. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-privilege-revoked": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.account.privilege.revoke";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Suspicious activity reported by end user. Fires when a user answers a notification of Okta with "this was not me". The actor is the user; debugContext.debugData describes the activity. Okta does not document the types of its targets, if it has any. Fires whatever the outcome; narrow it by outcome. */
      "suspicious-activity-reported": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.account.report_suspicious_activity_by_enduser";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User sign-in attempt. Fires when a user signs in to Okta or tries to. Failed and denied attempts are included: outcome tells which. The actor is the user; of an unknown login the actor has no id. Not for sign-ins to single applications: user-sso. Okta does not document the types of its targets, if it has any. Fires whatever the outcome; narrow it by outcome. */
      "user-sign-in-attempt": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.session.start";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User signed out. Fires when a user signs out of Okta. The actor is the user. A session that expires by itself is no sign-out. Okta does not document the types of its targets, if it has any. Failed attempts are left out unless outcome says otherwise. */
      "user-sign-out": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.session.end";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User sessions cleared. Fires when all sessions of a user are ended, by an administrator, an API or Okta itself. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "user-sessions-cleared": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.session.clear";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User single sign-on to app. Fires when a user goes to an application by single sign-on or tries to. Unsuccessful attempts are included: outcome tells which. The actor is the user. Targets by type: AppInstance (the application), AppUser (the user's account in it). Fires whatever the outcome; narrow it by outcome. */
      "user-sso": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.authentication.sso";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User authenticated with MFA. Fires when a user proves a factor or fails to. Failures are included: outcome tells which. On Classic Engine for second factors only, on Identity Engine for the first one too. The actor is the user; debugContext.debugData.factor names the factor. Targets by type: User (the user). Fires whatever the outcome; narrow it by outcome. */
      "user-mfa": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.authentication.auth_via_mfa";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description MFA factor activated. Fires when a factor of a user is activated; on Identity Engine, when an authentication method is enrolled. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "mfa-factor-activated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.mfa.factor.activate";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description MFA factor deactivated. Fires when one factor of a user is reset. All at once is mfa-factor-reset-all. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "mfa-factor-deactivated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.mfa.factor.deactivate";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description All MFA factors reset. Fires when all factors of a user are reset at once. Identity Engine may write an event for each enrollment instead: subscribe to mfa-factor-deactivated as well. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "mfa-factor-reset-all": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.mfa.factor.reset_all";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description MFA factor suspended. Fires when a factor of a user is suspended, as a rule because it may be compromised. Targets by type: User (the user). Failed attempts are left out unless outcome says otherwise. */
      "mfa-factor-suspended": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.mfa.factor.suspend";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description MFA preregistration initiated. Fires when an administrator starts the pre-registration of a factor for a user, such as a security key sent by post. The targets say which fulfillment provider and factor. Okta marks the type as beta: it may change, and not every org writes it. Okta does not document the types of its targets, if it has any. Failed attempts are left out unless outcome says otherwise. */
      "mfa-preregistration-initiated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "system.mfa.preregister.initiate";
        };
      };
      /** @description Universal Logout triggered. Fires when an administrator, or Okta itself, triggers Universal Logout for an application. Only for applications that are configured for it. Sessions in Okta alone are user-sessions-cleared. Targets by type: AppInstance (the application). Fires whatever the outcome; narrow it by outcome. */
      "universal-logout": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.authentication.universal_logout";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          app?: components["schemas"]["Application"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User risk detected. Fires when Okta detects risk in connection with a user. A changed level is user-risk-changed. Targets by type: User (the user). Fires whatever the outcome; narrow it by outcome. */
      "user-risk-detected": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.risk.detect";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description User risk changed. Fires when the risk level of a user changes, up or down. Targets by type: User (the user). Fires whatever the outcome; narrow it by outcome. */
      "user-risk-changed": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "user.risk.change";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Breached credential detected. Fires when somebody signs in with a password that is known from a breach. The actor is the user. The outcome is SUCCESS always: it says that the breach was detected. Okta does not document the types of its targets, if it has any. Fires whatever the outcome; narrow it by outcome. */
      "breached-credential-detected": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "security.breached_credential.detected";
        };
        /** @description With params.enrich: the objects as they were when the event was delivered */
        enriched?: {
          user?: components["schemas"]["User"];
        } & {
          [key: string]: unknown;
        };
        /** @description With params.enrich: what could not be fetched; the event is delivered all the same */
        enrichmentErrors?: components["schemas"]["EnrichmentError"][];
      };
      /** @description Org rate limit warning. Fires when requests to the org come near a rate limit. Not when it is reached: rate-limit-violation. Okta does not document the types of its targets, if it has any. Fires whatever the outcome; narrow it by outcome. */
      "rate-limit-warning": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "system.org.rate_limit.warning";
        };
      };
      /** @description Org rate limit violation. Fires when a rate limit of the org is exceeded and Okta refuses requests. Okta does not document the types of its targets, if it has any. Fires whatever the outcome; narrow it by outcome. */
      "rate-limit-violation": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "system.org.rate_limit.violation";
        };
      };
      /** @description Network zone created, updated, deleted or (de)activated. Fires when a network zone is created, changed, deleted, activated or deactivated; eventType tells which. Okta does not document the types of its targets, if it has any. Failed attempts are left out unless outcome says otherwise. No event hook carries these types: the System Log is polled. */
      "network-zone-changed": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "zone.create" | "zone.update" | "zone.delete" | "zone.activate" | "zone.deactivate";
        };
      };
      /** @description Identity provider created, updated or deleted. Fires when an identity provider is created, changed or deleted; eventType tells which. Activation and deactivation have types of their own: new-event-realtime with system.idp.lifecycle.activate or system.idp.lifecycle.deactivate. Okta does not document the types of its targets, if it has any. Failed attempts are left out unless outcome says otherwise. */
      "idp-updated": components["schemas"]["DeliveryEnvelope"] & {
        event: components["schemas"]["LogEvent"] & {
          /**
          * @description What happened
          * @enum {string}
          */
          eventType: "system.idp.lifecycle.create" | "system.idp.lifecycle.update" | "system.idp.lifecycle.delete";
        };
      };
    };
  };
  responses: {
    /** @description A problem (RFC 9457) */
    problem: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
  };
  parameters: {
    /** @description The connection whose org is acted on */
    ConnectionId: string;
    /** @description true answers with the request that would be sent, and sends nothing */
    DryRun: boolean;
    /** @description Any text of your own for one run: the same key with the same body gives the first answer again for 24 hours, and never a second call */
    IdempotencyKey: string;
    /** @description respond-async: answers 202 at once with the Location of the run (RFC 7240) */
    Prefer: string;
    /** @description The tenant, for tokens with tenants:any and no tenant of their own */
    TenantId: string;
    /** @description The same over all attempts and replays: know by it what was seen before */
    WebhookId: string;
    /** @description When this attempt was signed, in seconds since 1970 */
    WebhookTimestamp: string;
    /** @description v1,… over id, timestamp and body; several, parted by blanks, while a secret is rotated */
    WebhookSignature: string;
  };
  requestBodies: never;
  headers: {
    /** @description true: this is the answer of an earlier run with the same Idempotency-Key */
    IdempotentReplayed: "true";
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  "connections.list": {
    parameters: {
      query?: {
        /** @description Items per page */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only those in this state */
        status?: "pending" | "active" | "reauthorizationRequired" | "failing" | "disabled";
        /** @description Only those with credentials of this kind */
        authType?: "apiToken" | "authorizationCode" | "clientCredentials";
        /** @description The whole name */
        name?: string;
      };
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            data: components["schemas"]["Connection"][];
            nextCursor: string | null;
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "connections.create": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @description Unique in the tenant */
          name: string;
          /** @description The org, such as acme.okta.com; a pasted admin address works too */
          domain: string;
          /** @description One of GET /v1/regions; the first where omitted */
          region?: string;
          /**
          * @description True: only actions that change nothing are run
          * @default false
          */
          readOnly?: boolean;
          /**
          * @description The share of Okta's rate limits this service may use
          * @default 0.5
          */
          rateLimitShare?: number;
          auth: {
            /** @enum {string} */
            type: "apiToken";
            /** @description Okta API token (SSWS); it acts with its owner's admin roles */
            apiToken: string;
          } | {
            /** @enum {string} */
            type: "authorizationCode";
            /** @description The app's client id, such as 0oa… */
            clientId: string;
            /** @description The app's client secret */
            clientSecret: string;
            /** @description Okta scopes; the default set where omitted (GET /v1/scopes) */
            scopes?: string[];
            /**
            * @description auto finds out whether the app requires DPoP
            * @default auto
            * @enum {string}
            */
            dpop?: "auto" | "always" | "never";
            /** @description Where the person is sent after the consent */
            returnUrl?: string;
          } | {
            /** @enum {string} */
            type: "clientCredentials";
            /** @description The app's client id, such as 0oa… */
            clientId: string;
            /** @description The kid under which the public key is registered in Okta */
            keyId?: string;
            /** @description Private key: PEM (PKCS#8 or PKCS#1) or a JWK object */
            privateKey?: string | ({
              kty: string;
            } & {
              [key: string]: unknown;
            });
            /**
            * @description The key pair is made here; register the JWKS URL in Okta
            * @enum {string}
            */
            keySource?: "generated";
            /** @description The app's client secret */
            clientSecret?: string;
            /** @description Okta scopes; the default set where omitted (GET /v1/scopes) */
            scopes?: string[];
            /**
            * @description auto finds out whether the app requires DPoP
            * @default auto
            * @enum {string}
            */
            dpop?: "auto" | "always" | "never";
            /**
            * @description Of the client assertion; by the key where omitted
            * @enum {string}
            */
            algorithm?: "RS256" | "RS384" | "RS512" | "ES256" | "ES384" | "ES512";
            /** @default 300 */
            assertionLifetimeSeconds?: number;
            /** @description The endpoint being called where omitted */
            assertionAudience?: string | null;
            /** @description On the connection's own org */
            tokenEndpoint?: string | null;
            /**
            * @description Sent with every token request
            * @default {}
            */
            tokenParams?: {
              [key: string]: string;
            };
          };
        };
      };
    };
    responses: {
      /** @description The answer */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Connection"];
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "connections.get": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Connection"];
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "connections.delete": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components["responses"]["problem"];
    };
  };
  "connections.patch": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @description Unique in the tenant */
          name?: string;
          /** @description True: only actions that change nothing are run */
          readOnly?: boolean;
          /** @description The share of Okta's rate limits this service may use */
          rateLimitShare?: number;
          /** @description Okta scopes; the default set where omitted (GET /v1/scopes) */
          scopes?: string[];
          /** @description New credentials of the same type; tested before they replace the old ones */
          auth?: {
            /** @enum {string} */
            type: "apiToken";
            /** @description Okta API token (SSWS); it acts with its owner's admin roles */
            apiToken: string;
          } | {
            /** @enum {string} */
            type: "authorizationCode";
            /** @description The app's client id, such as 0oa… */
            clientId: string;
            /** @description The app's client secret */
            clientSecret: string;
            /** @description Okta scopes; the default set where omitted (GET /v1/scopes) */
            scopes?: string[];
            /**
            * @description auto finds out whether the app requires DPoP
            * @default auto
            * @enum {string}
            */
            dpop?: "auto" | "always" | "never";
            /** @description Where the person is sent after the consent */
            returnUrl?: string;
          } | {
            /** @enum {string} */
            type: "clientCredentials";
            /** @description The app's client id, such as 0oa… */
            clientId: string;
            /** @description The kid under which the public key is registered in Okta */
            keyId?: string;
            /** @description Private key: PEM (PKCS#8 or PKCS#1) or a JWK object */
            privateKey?: string | ({
              kty: string;
            } & {
              [key: string]: unknown;
            });
            /**
            * @description The key pair is made here; register the JWKS URL in Okta
            * @enum {string}
            */
            keySource?: "generated";
            /** @description The app's client secret */
            clientSecret?: string;
            /** @description Okta scopes; the default set where omitted (GET /v1/scopes) */
            scopes?: string[];
            /**
            * @description auto finds out whether the app requires DPoP
            * @default auto
            * @enum {string}
            */
            dpop?: "auto" | "always" | "never";
            /**
            * @description Of the client assertion; by the key where omitted
            * @enum {string}
            */
            algorithm?: "RS256" | "RS384" | "RS512" | "ES256" | "ES384" | "ES512";
            /** @default 300 */
            assertionLifetimeSeconds?: number;
            /** @description The endpoint being called where omitted */
            assertionAudience?: string | null;
            /** @description On the connection's own org */
            tokenEndpoint?: string | null;
            /**
            * @description Sent with every token request
            * @default {}
            */
            tokenParams?: {
              [key: string]: string;
            };
          };
        };
      };
    };
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Connection"];
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "connections.test": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            ok: boolean;
            checks: {
              id: string;
              /** @enum {string} */
              status: "pass" | "warn" | "fail";
              title: string;
              detail: string;
              remedy: string | null;
            }[];
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "connections.authorize": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @description Okta scopes; the default set where omitted (GET /v1/scopes) */
          scopes?: string[];
          /** @description Where the person is sent after the consent */
          returnUrl?: string;
        };
      };
    };
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /**
            * Format: uri
            * @description To be opened by the administrator in the browser
            */
            authorizationUrl: string;
            /** Format: date-time */
            expiresAt: string;
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "connections.rotateKey": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Connection"];
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "connections.disable": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Connection"];
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "connections.enable": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Connection"];
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "regions.list": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            data: {
              id: string;
              /** Format: uri */
              callbackUrl: string;
            }[];
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "publicKeys.read": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            keys: ({
              kid: string;
              kty: string;
            } & {
              [key: string]: unknown;
            })[];
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "availability.list": {
    parameters: {
      query?: {
        /** @description Items per page */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Words to find in id, title and description */
        q?: string;
        /** @description Only this family, such as users */
        family?: string;
      };
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            data: {
              id: string;
              title: string;
              description: string;
              family: string;
              /** @enum {string} */
              effect: "read" | "write" | "destructive";
              idempotent: boolean;
              oktaRoute: string | null;
              oktaRoutes?: string[];
              requiredScopes: string[];
              requiredRoles: string[];
              /** @description What the org must have besides the core directory */
              requiredProduct: string | null;
              paged: boolean;
              inputSchema: {
                [key: string]: unknown;
              };
              outputSchema: {
                [key: string]: unknown;
              };
              examples: {
                input: unknown;
                response: unknown;
              }[];
              /** @description Whether a run would be sent to Okta. An admin role or a product may still be missing */
              available: boolean;
              /** @description Okta scopes that the connection's token lacks */
              missingScopes: string[];
              /** @description Why it is not available, in words */
              reason: string | null;
              /** @description What a person can do about it */
              remedy: string | null;
            }[];
            nextCursor: string | null;
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "batch.run": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @description What to run, on this connection */
          runs: {
            /** @description The id of an action */
            actionId: string;
            /**
            * @description The action's input
            * @default {}
            */
            input?: {
              [key: string]: unknown;
            };
            /** @description As the header Idempotency-Key of a single run */
            idempotencyKey?: string;
          }[];
          /**
          * @description How many run at once; 1 runs them one after the other
          * @default 5
          */
          concurrency?: number;
          /**
          * @description True starts no further run once one has failed; those already begun are finished
          * @default false
          */
          stopOnError?: boolean;
        };
      };
    };
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @description One for each run, in the order of the request: a run with status 200, or a problem with its own status */
            results: ({
              /** @description The run in GET /v1/runs/{runId} */
              runId: string;
              /** @description Okta's own answer; null where Okta answers nothing */
              output: unknown;
              /** @description False where there was nothing left to do */
              changed: boolean;
              /** @description How often Okta was called, retries included */
              attempts: number;
              /** @description Milliseconds in this service, Okta included */
              durationMs: number;
              /** @description Okta's last answer; null where Okta was not asked */
              okta: {
                status: number;
                /** @description For questions to Okta */
                requestId: string | null;
                /** @description What is left for the whole org, as Okta said */
                rateLimit: {
                  limit: number;
                  remaining: number;
                  /** Format: date-time */
                  resetAt: string;
                } | null;
              } | null;
              /** @constant */
              status: 200;
            } | ({
              status: number;
              code: string;
            } & {
              [key: string]: unknown;
            }))[];
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "capabilities.list": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            data: {
              id: string;
              title: string;
              description: string;
              /**
              * @description The strongest of its actions' effects
              * @enum {string}
              */
              effect: "read" | "write" | "destructive";
              actions: string[];
              triggers: string[];
              /** @description Okta scopes for all of it; a .manage scope includes its .read */
              requiredScopes: string[];
              /** @description Standard admin roles, any one of which suffices for its actions. Event hooks take a super admin */
              requiredRoles: string[];
            }[];
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "catalogue.list": {
    parameters: {
      query?: {
        /** @description Items per page */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Words to find in id, title and description */
        q?: string;
        /** @description Only this family, such as users */
        family?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            data: components["schemas"]["Action"][];
            nextCursor: string | null;
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "catalogue.read": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of an action, such as suspend-user */
        actionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Action"];
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "operations.list": {
    parameters: {
      query?: {
        /** @description Items per page */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Words to find in operation id, method, path and tag */
        q?: string;
        /** @description One of Okta's groups of operations, such as User */
        tag?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            data: {
              operationId: string;
              title: string;
              method: string;
              path: string;
              tag: string;
              scopes: string[];
              /** @enum {string} */
              effect: "read" | "write" | "destructive";
              /** @description The output is {items, nextCursor} */
              paged: boolean;
              /** @description False where Okta takes OAuth access tokens alone */
              apiTokenAllowed: boolean;
              query: ({
                name: string;
                type: string;
                required?: boolean;
                default?: unknown;
                enum?: string[];
                minimum?: number;
                maximum?: number;
              } & {
                [key: string]: unknown;
              })[];
              headers: string[];
              body: ({
                required: boolean;
                /** @description The name of Okta's schema, or the type where it has none */
                schema: string | null;
                /** @description Where it is not application/json */
                contentType?: string;
                properties: {
                  [key: string]: string;
                };
                requiredProperties: string[];
              } & {
                [key: string]: unknown;
              }) | null;
              /** @description The name or type of Okta's answer */
              response: string | null;
              lifecycle: string | null;
              deprecated: boolean;
              supported: boolean;
              unsupportedReason: string | null;
            }[];
            nextCursor: string | null;
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "operations.read": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The operation's id in Okta's OpenAPI document, such as listUsers */
        operationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            operationId: string;
            title: string;
            method: string;
            path: string;
            tag: string;
            scopes: string[];
            /** @enum {string} */
            effect: "read" | "write" | "destructive";
            /** @description The output is {items, nextCursor} */
            paged: boolean;
            /** @description False where Okta takes OAuth access tokens alone */
            apiTokenAllowed: boolean;
            query: ({
              name: string;
              type: string;
              required?: boolean;
              default?: unknown;
              enum?: string[];
              minimum?: number;
              maximum?: number;
            } & {
              [key: string]: unknown;
            })[];
            headers: string[];
            body: ({
              required: boolean;
              /** @description The name of Okta's schema, or the type where it has none */
              schema: string | null;
              /** @description Where it is not application/json */
              contentType?: string;
              properties: {
                [key: string]: string;
              };
              requiredProperties: string[];
            } & {
              [key: string]: unknown;
            }) | null;
            /** @description The name or type of Okta's answer */
            response: string | null;
            lifecycle: string | null;
            deprecated: boolean;
            supported: boolean;
            unsupportedReason: string | null;
            inputSchema: {
              [key: string]: unknown;
            };
            outputSchema: {
              [key: string]: unknown;
            };
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "options.list": {
    parameters: {
      query?: {
        /** @description The beginning of a name; words to find where Okta cannot search */
        q?: string;
        /** @description Options per page */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description For policies: those of one type, such as ACCESS_POLICY */
        type?: string;
        /** @description For factors: those that the user, by id or login, has enrolled */
        userId?: string;
      };
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
        /** @description What is picked: users, groups, apps, groupRules, eventTypes, userTypes, factors, roles, policies, zones or devices */
        source: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            data: {
              /** @description What goes into the input */
              value: string;
              label: string;
              description: string | null;
            }[];
            nextCursor: string | null;
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "orgSchemas.read": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
        /** @description The id of an action, such as suspend-user */
        actionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /**
          * @description The input so far; type.id chooses a user type, appId an app
          * @default {}
          */
          input?: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @description JSON Schema 2020-12 */
            inputSchema: {
              [key: string]: unknown;
            };
            /** @description JSON Schema 2020-12 */
            outputSchema: {
              [key: string]: unknown;
            };
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "runAction.run": {
    parameters: {
      query?: {
        /** @description true answers with the request that would be sent, and sends nothing */
        dryRun?: "true" | "false";
      };
      header?: {
        /** @description Any text of your own for one run: the same key with the same body gives the first answer again for 24 hours, and never a second call */
        "Idempotency-Key"?: string;
        /** @description respond-async: answers 202 at once with the Location of the run (RFC 7240) */
        Prefer?: string;
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
        /** @description The id of an action, such as suspend-user */
        actionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @default {} */
          input?: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Run"] | components["schemas"]["DryRun"];
        };
      };
      /** @description Queued: runId and status, and in Location where to ask for what comes of it */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "runOperation.run": {
    parameters: {
      query?: {
        /** @description true answers with the request that would be sent, and sends nothing */
        dryRun?: "true" | "false";
      };
      header?: {
        /** @description Any text of your own for one run: the same key with the same body gives the first answer again for 24 hours, and never a second call */
        "Idempotency-Key"?: string;
        /** @description respond-async: answers 202 at once with the Location of the run (RFC 7240) */
        Prefer?: string;
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
        /** @description The operation's id in Okta's OpenAPI document, such as listUsers */
        operationId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @default {} */
          input?: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Run"] | components["schemas"]["DryRun"];
        };
      };
      /** @description Queued: runId and status, and in Location where to ask for what comes of it */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "runs.list": {
    parameters: {
      query?: {
        /** @description Items per page */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description The id of a connection, con_… */
        connectionId?: string;
        /** @description Only runs of this action */
        actionId?: string;
        /** @description Only those in this state */
        status?: "queued" | "running" | "succeeded" | "failed";
      };
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            data: {
              runId: string;
              connectionId: string;
              actionId: string;
              /** @enum {string} */
              effect: "read" | "write" | "destructive";
              /** @enum {string} */
              status: "queued" | "running" | "succeeded" | "failed";
              caller: string;
              requestId: string;
              startedAt: string | null;
              finishedAt: string | null;
              durationMs: number | null;
              attempts: number;
              changed: boolean | null;
              input: unknown;
              error: {
                code: string;
                upstream: unknown;
              } | null;
              okta: {
                status: number;
                requestId: string | null;
              } | null;
            }[];
            nextCursor: string | null;
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "runs.read": {
    parameters: {
      query?: {
        /** @description Seconds to wait for the end of the run; it is answered as it stands then */
        wait?: number;
      };
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a run, run_… */
        runId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["LoggedRun"];
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "scopes.list": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            data: {
              scope: string;
              /** @description Asked for where a connection names no scopes */
              default: boolean;
              /** @description Actions that need it; those of a .read scope work with .manage too */
              actions: string[];
              /** @description Triggers that need it, params.enrich left aside */
              triggers: string[];
            }[];
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "connectionSubscriptions.list": {
    parameters: {
      query?: {
        /** @description Items per page */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only those in this state */
        status?: "active" | "paused" | "failing" | "disabled";
        /** @description Only those to this trigger */
        triggerId?: string;
      };
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            data: components["schemas"]["Subscription"][];
            nextCursor: string | null;
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "connectionSubscriptions.create": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @description A trigger of GET /v1/triggers */
          triggerId: string;
          /**
          * @description realtime: by event hook. polling: by reading the System Log. hybrid: both, as one stream. Triggers with a schedule have no mode
          * @default hybrid
          * @enum {string}
          */
          mode?: "realtime" | "polling" | "hybrid";
          /**
          * @description As the paramsSchema of the trigger says
          * @default {}
          */
          params?: {
            [key: string]: unknown;
          };
          delivery: {
            /** @enum {string} */
            type: "webhook";
            /** @description Where events are sent to: public https, or an origin of DELIVERY_ALLOWED_ORIGINS */
            url: string;
          } | {
            /** @enum {string} */
            type: "pull";
          };
          /**
          * @description now, or a time (RFC 3339) at most 90 days back: what happened since then is delivered too
          * @default now
          */
          startFrom?: "now" | string;
        };
      };
    };
    responses: {
      /** @description The answer */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SubscriptionWithSecret"];
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "subscriptions.get": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a subscription, sub_… */
        subscriptionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Subscription"];
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "subscriptions.delete": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a subscription, sub_… */
        subscriptionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components["responses"]["problem"];
    };
  };
  "subscriptions.patch": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a subscription, sub_… */
        subscriptionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /**
          * @description realtime: by event hook. polling: by reading the System Log. hybrid: both, as one stream. Triggers with a schedule have no mode
          * @enum {string}
          */
          mode?: "realtime" | "polling" | "hybrid";
          /** @description Replaces all params */
          params?: {
            [key: string]: unknown;
          };
          /** @description What is not delivered yet goes the new way */
          delivery?: {
            /** @enum {string} */
            type: "webhook";
            /** @description Where events are sent to: public https, or an origin of DELIVERY_ALLOWED_ORIGINS */
            url: string;
          } | {
            /** @enum {string} */
            type: "pull";
          };
        };
      };
    };
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Subscription"];
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "subscriptions.pause": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a subscription, sub_… */
        subscriptionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Subscription"];
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "subscriptions.resume": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a subscription, sub_… */
        subscriptionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Subscription"];
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "subscriptions.test": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a subscription, sub_… */
        subscriptionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            deliveryId: string;
            /** @description The webhook-id that it comes with */
            webhookId: string;
            sequence: number;
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "subscriptions.replay": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a subscription, sub_… */
        subscriptionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /**
          * Format: date-time
          * @description Beginning of the period, at most 30 days back: events are kept so long
          */
          since: string;
          /**
          * Format: date-time
          * @description End of the period; now where omitted
          */
          until?: string;
        };
      };
    };
    responses: {
      /** @description The answer */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** Format: date-time */
            since: string;
            /** Format: date-time */
            until: string;
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "subscriptions.rotateSecret": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a subscription, sub_… */
        subscriptionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SubscriptionWithSecret"];
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "triggerAvailability.list": {
    parameters: {
      query?: {
        /** @description Items per page */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Words to find in id, title and description */
        q?: string;
      };
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a connection, con_… */
        connectionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            data: {
              id: string;
              title: string;
              description: string;
              /**
              * @description Single events of the System Log, or searches at fixed times
              * @enum {string}
              */
              mechanism: "events" | "schedule";
              /** @description Types of events that it is about; null: any, or those that the params name */
              eventTypes: string[] | null;
              /** @description Whether an event hook can bring it; if not, it is polled */
              hookEligible: boolean;
              /** @description Okta scopes for all that it does. Events come with either okta.eventHooks.manage or okta.logs.read too */
              requiredScopes: string[];
              /** @description Okta scopes that params.enrich needs besides */
              enrichScopes: string[];
              /** @description What the org must have besides the core directory */
              requiredProduct: string | null;
              paramsSchema: {
                [key: string]: unknown;
              };
              /** @description What data of a delivery holds */
              payloadSchema: {
                [key: string]: unknown;
              };
              examples: {
                params: {
                  [key: string]: unknown;
                };
                payload: {
                  [key: string]: unknown;
                };
              }[];
              /** @description Whether a subscription would hear something. A product may still be missing */
              available: boolean;
              /** @description Those of requiredScopes that the connection's token lacks */
              missingScopes: string[];
              /** @description Why it is not available, or, where it is, what it does without, such as the event hook */
              reason: string | null;
              /** @description What a person can do about it */
              remedy: string | null;
            }[];
            nextCursor: string | null;
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "triggers.list": {
    parameters: {
      query?: {
        /** @description Items per page */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Words to find in id, title and description */
        q?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            data: components["schemas"]["Trigger"][];
            nextCursor: string | null;
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "triggers.read": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of a trigger, such as user-account-locked */
        triggerId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Trigger"];
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "deliveries.list": {
    parameters: {
      query?: {
        /** @description Items per page */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description `failed`: dead letters; `held`: waits to be pulled */
        status?: "pending" | "delivered" | "failed" | "held";
      };
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a subscription, sub_… */
        subscriptionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            data: components["schemas"]["Delivery"][];
            nextCursor: string | null;
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "deliveries.retry": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a delivery, dlv_… */
        deliveryId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Delivery"];
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "pull.pull": {
    parameters: {
      query?: {
        /** @description Events at most */
        limit?: number;
        /** @description The nextCursor of the answer before; it acknowledges what lies before it */
        cursor?: string;
        /** @description Seconds to wait for an event where there is none */
        wait?: number;
      };
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path: {
        /** @description The id of a subscription, sub_… */
        subscriptionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            data: {
              /** @description The same whenever the event is delivered to this subscription */
              webhookId: string;
              /** @description The trigger */
              type: string;
              /** @description When it happened */
              timestamp: string;
              data: {
                subscriptionId: string;
                connectionId: string;
                tenantId: string;
                sequence: number;
              } & {
                [key: string]: unknown;
              };
            }[];
            /** @description Ask with it for what comes next, also where nothing came */
            nextCursor: string;
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "connectSessions.create": {
    parameters: {
      query?: never;
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @description The connection to connect again; it keeps its id */
          connectionId?: string;
          /** @description The name of the new connection; else the person gives one */
          name?: string;
          /** @description One of GET /v1/regions; the first where omitted */
          region?: string;
          /** @description Which ways of connecting the person may choose from; all where omitted */
          authTypes?: ("apiToken" | "authorizationCode" | "clientCredentials")[];
          /** @description Okta scopes to ask for; the person chooses where omitted */
          scopes?: string[];
          /** @description Where the person goes back to; in RETURN_URL_ALLOWLIST */
          returnUrl: string;
          /** @description Who the person is, for the audit trail */
          user: string;
        };
      };
    };
    responses: {
      /** @description The answer */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            id: string;
            /**
            * Format: uri
            * @description For one person and one browser; shown once
            */
            url: string;
            /** Format: date-time */
            expiresAt: string;
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
  "audit.list": {
    parameters: {
      query?: {
        /** @description Items per page */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description The id of a connection, con_… */
        connectionId?: string;
        /** @description Only this kind of entry, such as connection.created */
        action?: string;
        /** @description RFC 3339; events at or after it */
        since?: string;
      };
      header?: {
        /** @description The tenant, for tokens with tenants:any and no tenant of their own */
        "X-Tenant-Id"?: components["parameters"]["TenantId"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            data: {
              id: string;
              /** Format: date-time */
              at: string;
              actor: string;
              action: string;
              connectionId: string | null;
              /** @enum {string} */
              outcome: "started" | "succeeded" | "failed" | "unknown";
              errorCode: string | null;
              oktaRequestId: string | null;
              requestId: string | null;
              detail: unknown;
            }[];
            nextCursor: string | null;
          };
        };
      };
      default: components["responses"]["problem"];
    };
  };
}
