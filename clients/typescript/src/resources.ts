import { allOf, type Api, answerOf } from './api.js';
import type { paths } from './generated/api.js';
import type { Connection, Delivery, Subscription, SubscriptionWithSecret, TriggerId, TriggerParams } from './types.js';

type Body<Path extends keyof paths, Method extends 'post' | 'patch'> = paths[Path][Method] extends {
  requestBody?: { content: { 'application/json': infer Content } };
}
  ? Content
  : never;
type Query<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Parameters } } }
  ? Omit<NonNullable<Parameters>, 'cursor'>
  : never;

export type NewConnection = Body<'/v1/connections', 'post'>;
export type ConnectionChange = Body<'/v1/connections/{connectionId}', 'patch'>;
export type SubscriptionChange = Body<'/v1/subscriptions/{subscriptionId}', 'patch'>;
/** A subscription to be made; its params are those of its trigger. */
export type NewSubscription<T extends TriggerId> = Omit<
  Body<'/v1/connections/{connectionId}/subscriptions', 'post'>,
  'triggerId' | 'params'
> & { triggerId: T; params?: TriggerParams<T> };

/** The connections of the tenant. */
export class Connections {
  constructor(private readonly api: Api) {}

  create(connection: NewConnection): Promise<Connection> {
    return answerOf(this.api.POST('/v1/connections', { body: connection }));
  }

  get(connectionId: string): Promise<Connection> {
    return answerOf(this.api.GET('/v1/connections/{connectionId}', { params: { path: { connectionId } } }));
  }

  list(query: Query<'/v1/connections'> = {}): AsyncGenerator<Connection, void, undefined> {
    return allOf((cursor) =>
      answerOf(this.api.GET('/v1/connections', { params: { query: { ...query, ...(cursor && { cursor }) } } })),
    );
  }

  update(connectionId: string, change: ConnectionChange): Promise<Connection> {
    const params = { path: { connectionId } };
    return answerOf(this.api.PATCH('/v1/connections/{connectionId}', { params, body: change }));
  }

  async delete(connectionId: string): Promise<void> {
    await doneOf(this.api.DELETE('/v1/connections/{connectionId}', { params: { path: { connectionId } } }));
  }

  /** Asks the doctor: each check says what to do. */
  test(connectionId: string) {
    return answerOf(this.api.POST('/v1/connections/{connectionId}/test', { params: { path: { connectionId } } }));
  }
}

/** Who hears of what. */
export class Subscriptions {
  constructor(private readonly api: Api) {}

  /** The answer has the signing secret, this once. */
  create<T extends TriggerId>(connectionId: string, wish: NewSubscription<T>): Promise<SubscriptionWithSecret> {
    const params = { path: { connectionId } };
    // The params of every trigger are an object by name.
    const body = wish as Body<'/v1/connections/{connectionId}/subscriptions', 'post'>;
    return answerOf(this.api.POST('/v1/connections/{connectionId}/subscriptions', { params, body }));
  }

  get(subscriptionId: string): Promise<Subscription> {
    return answerOf(this.api.GET('/v1/subscriptions/{subscriptionId}', { params: { path: { subscriptionId } } }));
  }

  list(
    connectionId: string,
    query: Query<'/v1/connections/{connectionId}/subscriptions'> = {},
  ): AsyncGenerator<Subscription, void, undefined> {
    return allOf((cursor) => {
      const params = { path: { connectionId }, query: { ...query, ...(cursor && { cursor }) } };
      return answerOf(this.api.GET('/v1/connections/{connectionId}/subscriptions', { params }));
    });
  }

  update(subscriptionId: string, change: SubscriptionChange): Promise<Subscription> {
    const params = { path: { subscriptionId } };
    return answerOf(this.api.PATCH('/v1/subscriptions/{subscriptionId}', { params, body: change }));
  }

  async delete(subscriptionId: string): Promise<void> {
    await doneOf(this.api.DELETE('/v1/subscriptions/{subscriptionId}', { params: { path: { subscriptionId } } }));
  }

  /** Delivers a sample event. */
  test(subscriptionId: string) {
    const params = { path: { subscriptionId } };
    return answerOf(this.api.POST('/v1/subscriptions/{subscriptionId}/test', { params }));
  }
}

/** What became of each event. */
export class Deliveries {
  constructor(private readonly api: Api) {}

  list(
    subscriptionId: string,
    query: Query<'/v1/subscriptions/{subscriptionId}/deliveries'> = {},
  ): AsyncGenerator<Delivery, void, undefined> {
    return allOf((cursor) => {
      const params = { path: { subscriptionId }, query: { ...query, ...(cursor && { cursor }) } };
      return answerOf(this.api.GET('/v1/subscriptions/{subscriptionId}/deliveries', { params }));
    });
  }

  /** Sends one that waits, or was given up, at once. */
  retry(deliveryId: string): Promise<Delivery> {
    return answerOf(this.api.POST('/v1/deliveries/{deliveryId}/retry', { params: { path: { deliveryId } } }));
  }
}

/** For answers without a body. */
async function doneOf(call: Promise<{ error?: unknown; response: Response }>): Promise<void> {
  const { error, response } = await call;
  if (!response.ok) await answerOf(Promise.resolve({ error, response }));
}
