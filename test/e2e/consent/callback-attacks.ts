import { hashOfToken, newFlowToken } from '../../../src/connections/consent/flow-token.js';
import {
  callback,
  callbackOf,
  REGIONS,
  SCOPES,
  stateOf,
  type ConsentScene,
  type PendingConnection,
} from './consent-scene.ts';
import type { Person } from './person.ts';

/** What an attack works on: a connection that waits for its first consent, and one that the attacker owns. */
export interface Ground {
  scene: ConsentScene;
  victim: PendingConnection;
  attacker: PendingConnection;
}

/** One class of attack. `attempt` is told which of its tries this is. */
export interface Attack {
  /** `asks`: state and cookie fit, so Okta is asked, and it is Okta that refuses the code. */
  kind: 'nothing matches' | 'asks';
  attempt: (ground: Ground, index: number) => Promise<unknown>;
}

interface OpenFlow {
  person: Person;
  state: string;
  authorizeUrl: string;
}

const HOST = 'us.connector.example';
const US_COOKIE = '__Host-okta_connector_flow';

/** A flow that a browser has opened and brought to Okta. */
async function begin({ scene }: Ground, { id }: PendingConnection, person = scene.person()): Promise<OpenFlow> {
  const authorizeUrl = await scene.open(person, await scene.link(id));
  return { person, authorizeUrl, state: stateOf(authorizeUrl) };
}

/** A code that Okta gave for a flow. */
async function codeOf({ scene }: Ground, authorizeUrl: string): Promise<string> {
  return new URL(await scene.org.approve(authorizeUrl)).searchParams.get('code') ?? 'none';
}

/** A code that nobody gave; for attacks that must fail before Okta is asked. */
const madeUp = () => ({ code: newFlowToken() });

const pick = <T>(choices: readonly T[], index: number): T => choices[index % choices.length]!;

const swapCase = (text: string) =>
  text.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
const other = (letter: string) => (letter === 'A' ? 'B' : 'A');

const ALTERATIONS: ((state: string) => string)[] = [
  () => newFlowToken(),
  (state) => other(state.slice(0, 1)) + state.slice(1),
  (state) => state.slice(0, -1) + other(state.slice(-1)),
  (state) => state.slice(0, -1),
  (state) => `${state}A`,
  (state) => `${state} `,
  (state) => `${state}\u0000`,
  (state) => `${state}=`,
  swapCase,
  () => '',
  () => "' OR '1'='1",
  (state) => hashOfToken(state).toString('base64url'),
];

const ISSUERS = ['https://evil.okta.com', 'https://evil.example', '', 'null', 'https://acme.okta.com/oauth2/default'];

const HOSTILE_RETURNS = [
  'https://evil.example/',
  'https://app.platform.example@evil.example/',
  'https://app.platform.example.evil.example/',
  'https://evil.example\\@app.platform.example/',
  '//evil.example/',
  'javascript:alert(1)',
  'https:evil.example',
  'http://app.platform.example/',
  'https://a.b.tenants.example/',
  'https://app.platform.example:8443/',
];

const DOUBLED = ['state', 'code', 'iss', 'error', 'error_description'];

/** The classes of figure G12: nobody but the browser that opened the link, at the region's host, in time, once. */
export const ATTACKS: Record<string, Attack> = {
  'a state that is guessed or altered': {
    kind: 'nothing matches',
    attempt: async (ground, index) => {
      const { person, state } = await begin(ground, ground.victim);
      return person.visit(callback('us', { ...madeUp(), state: pick(ALTERATIONS, index)(state) }));
    },
  },
  'a state that was used before': {
    kind: 'nothing matches',
    attempt: async (ground) => {
      const { person, state } = await begin(ground, ground.victim);
      await person.visit(callback('us', { error: 'access_denied', state }));
      return person.visit(callback('us', { ...madeUp(), state }));
    },
  },
  'no cookie': {
    kind: 'nothing matches',
    attempt: async (ground) => {
      const { state } = await begin(ground, ground.victim);
      return ground.scene.person().visit(callback('us', { ...madeUp(), state }));
    },
  },
  'the cookie of another browser': {
    kind: 'nothing matches',
    attempt: async (ground, index) => {
      const { state } = await begin(ground, ground.victim);
      const stranger = ground.scene.person();
      if (index % 2 === 0) await begin(ground, ground.victim, stranger);
      else stranger.setCookie(HOST, `${US_COOKIE}=${newFlowToken()}`);
      return stranger.visit(callback('us', { ...madeUp(), state }));
    },
  },
  'a code of another connection': {
    kind: 'asks',
    attempt: async (ground) => {
      const { person, state } = await begin(ground, ground.victim);
      const code = await codeOf(ground, (await begin(ground, ground.attacker)).authorizeUrl);
      return person.visit(callback('us', { code, state }));
    },
  },
  'a stolen code in a flow of the same connection': {
    kind: 'asks',
    attempt: async (ground) => {
      const code = await codeOf(ground, (await begin(ground, ground.victim)).authorizeUrl);
      const thief = await begin(ground, ground.victim);
      return thief.person.visit(callback('us', { code, state: thief.state }));
    },
  },
  'a challenge that was taken out, weakened or replaced': {
    kind: 'asks',
    attempt: async (ground, index) => {
      const { person, authorizeUrl } = await begin(ground, ground.victim);
      const address = new URL(authorizeUrl);
      const { searchParams } = address;
      if (index % 10 === 0) searchParams.delete('code_challenge');
      else searchParams.set('code_challenge', newFlowToken());
      if (index % 10 === 1) searchParams.set('code_challenge_method', 'plain');
      return person.visit(await ground.scene.org.approve(address.href));
    },
  },
  "another region's host": {
    kind: 'nothing matches',
    attempt: async (ground, index) => {
      const { person, state } = await begin(ground, ground.victim);
      const region = pick(REGIONS.slice(1), index);
      person.setCookie(new URL(callbackOf(region)).host, person.cookie(HOST));
      return person.visit(callback(region, { ...madeUp(), state }));
    },
  },
  'the issuer of another org': {
    kind: 'nothing matches',
    attempt: async (ground, index) => {
      const { person, state, authorizeUrl } = await begin(ground, ground.victim);
      // A code that Okta would take: nothing but the issuer is wrong.
      const code = index < ISSUERS.length ? await codeOf(ground, authorizeUrl) : newFlowToken();
      const { html } = await person.visit(callback('us', { code, state, iss: pick(ISSUERS, index) }));
      // Whose word it was: ours, not that of the library, which would refuse it after us.
      if (!html.includes('Code: wrong_org')) throw new Error('The issuer was not what it was refused for');
    },
  },
  'a flow that has expired': {
    kind: 'nothing matches',
    attempt: async (ground) => {
      const { person, state } = await begin(ground, ground.victim);
      await ground.scene.sql('UPDATE oauth_flow SET expires_at = now() WHERE state_hash = $1', [hashOfToken(state)]);
      return person.visit(callback('us', { ...madeUp(), state }));
    },
  },
  "the attacker's callback in the victim's browser": {
    kind: 'nothing matches',
    attempt: async (ground) => {
      const mine = await begin(ground, ground.attacker);
      const { person } = await begin(ground, ground.victim);
      return person.visit(callback('us', { ...madeUp(), state: mine.state }));
    },
  },
  "an error that ends somebody else's flow": {
    kind: 'nothing matches',
    attempt: async (ground) => {
      const { state } = await begin(ground, ground.victim);
      await ground.scene.person().visit(callback('us', { error: 'access_denied', state }));
      const left = await ground.scene.sql('SELECT 1 FROM oauth_flow WHERE state_hash = $1', [hashOfToken(state)]);
      if (left.length !== 1) throw new Error('The flow was ended');
    },
  },
  'parameters told twice': {
    kind: 'nothing matches',
    attempt: async (ground, index) => {
      const { person, state } = await begin(ground, ground.victim);
      const name = pick(DOUBLED, index);
      const value = name === 'state' ? state : newFlowToken();
      const genuine = { ...madeUp(), state, [name]: value };
      return person.visit(`${callback('us', genuine)}&${name}=${index % 2 === 0 ? value : newFlowToken()}`);
    },
  },
  'a way out to another site': {
    kind: 'nothing matches',
    attempt: async ({ scene, victim }, index) => {
      const returnUrl = pick(HOSTILE_RETURNS, index);
      const begun = await scene.service.send('POST', `/v1/connections/${victim.id}/authorize`, { body: { returnUrl } });
      const sent = { returnUrl, return_url: returnUrl, redirect_uri: returnUrl, ...madeUp(), state: newFlowToken() };
      const { location } = await scene.person().visit(callback('us', sent));
      if (begun.status !== 422 || location !== null) throw new Error(`${returnUrl} was accepted`);
    },
  },
};

/** The connections of a class; each has an app of its own in Okta. */
export async function groundOf(scene: ConsentScene): Promise<Ground> {
  const [victim, attacker] = [await scene.connect({ auth: { scopes: SCOPES } }), await scene.connect()];
  return { scene, victim, attacker };
}
