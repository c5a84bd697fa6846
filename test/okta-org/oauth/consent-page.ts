import type { Provider } from 'oidc-provider';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OrgState } from '../state/org-state.ts';
import type { UserRecord } from '../state/records.ts';
import type { ClientRegistry } from './client-registry.ts';
import { openidScopes } from './oauth-scopes.ts';
import { escapeHtml } from './provider-configuration.ts';

export interface ConsentContext {
  provider: Provider;
  org: OrgState;
  clients: ClientRegistry;
}

interface Prompt {
  clientId: string;
  clientName: string;
  scopes: string[];
  loginHint: string;
}

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

function promptOf(context: ConsentContext, interaction: Interaction): Prompt {
  const { client_id: clientId, scope, login_hint: hint } = interaction.params;
  const id = String(clientId);
  return {
    clientId: id,
    clientName: context.clients.find(id)?.settings.clientName ?? id,
    scopes: (typeof scope === 'string' ? scope : '').split(' ').filter(Boolean),
    loginHint: typeof hint === 'string' ? hint : 'admin@example.com',
  };
}

function page(prompt: Prompt, fault = ''): string {
  const scopes = prompt.scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('');
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Local Okta org: sign in</title></head>
<body><h1>Sign in and allow access</h1>
<p><strong>${escapeHtml(prompt.clientName)}</strong> asks for:</p><ul>${scopes}</ul>
${fault && `<p role="alert">${escapeHtml(fault)}</p>`}
<form method="post">
<label>Username <input name="login" value="${escapeHtml(prompt.loginHint)}" autocomplete="username"></label>
<button type="submit" name="decision" value="allow">Allow Access</button>
<button type="submit" name="decision" value="deny">Don't Allow</button>
</form></body></html>`;
}

function sendPage(response: ServerResponse, html: string): void {
  response.statusCode = 200;
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(html);
}

/** What was asked and is granted to the app; the rest is dropped silently, as Okta does. */
function keptScopes({ clients }: ConsentContext, prompt: Prompt): string[] {
  const allowed = clients.find(prompt.clientId)?.settings.grantedScopes ?? [];
  return prompt.scopes.filter((scope) => openidScopes.includes(scope) || allowed.includes(scope));
}

async function grant(context: ConsentContext, prompt: Prompt, user: UserRecord): Promise<string> {
  const kept = keptScopes(context, prompt);
  const dropped = prompt.scopes.filter((scope) => !kept.includes(scope));
  const consent = new context.provider.Grant({ accountId: user.id, clientId: prompt.clientId });
  consent.addOIDCScope(kept.join(' '));
  if (dropped.length > 0) consent.rejectOIDCScope(dropped.join(' '));
  const familyId = await consent.save();
  recordConsent(context, prompt, { user, kept, familyId });
  return familyId;
}

function recordConsent(
  { org, clients }: ConsentContext,
  { clientId }: Prompt,
  { user, kept, familyId }: { user: UserRecord; kept: string[]; familyId: string },
): void {
  const created = org.isoNow();
  org.oauthClientNames.set(clientId, clients.find(clientId)?.settings.clientName ?? clientId);
  for (const scopeId of kept) org.grants.put({ id: org.ids.take('oag'), userId: user.id, clientId, scopeId, created });
  if (!kept.includes('offline_access')) return;
  const expiresAt = new Date(org.now() + 90 * 24 * 3600 * 1000).toISOString();
  const owner = { userId: user.id, clientId, familyId };
  org.refreshTokens.put({ id: org.ids.take('oar'), ...owner, scopes: kept, created, expiresAt });
}

interface Refusal {
  error: string;
  error_description: string;
}

/** Why the user gets no tokens (Okta: OAuth error codes `user_not_assigned`, `no_org_scopes_granted`). */
function refusalOf(context: ConsentContext, prompt: Prompt, user: UserRecord): Refusal | undefined {
  const assigned = context.clients.find(prompt.clientId)?.settings.assignedLogins;
  if (assigned && !assigned.includes(String(user.profile['login']))) {
    return { error: 'access_denied', error_description: 'User is not assigned to the client application.' };
  }
  const isApiScope = (scope: string): boolean => !openidScopes.includes(scope);
  if (!prompt.scopes.some(isApiScope) || keptScopes(context, prompt).some(isApiScope)) return undefined;
  return { error: 'consent_required', error_description: 'You are not allowed any of the requested scopes.' };
}

/** Shows the sign-in and consent page, and takes its answer. */
export async function answerConsent(
  context: ConsentContext,
  { message, response, bodyText }: { message: IncomingMessage; response: ServerResponse; bodyText: string },
): Promise<void> {
  const interaction = await context.provider.interactionDetails(message, response);
  const prompt = promptOf(context, interaction);
  if (message.method !== 'POST') return sendPage(response, page(prompt));
  const form = new URLSearchParams(bodyText);
  if (form.get('decision') === 'deny') {
    const denial = { error: 'access_denied', error_description: 'User denied access' };
    return context.provider.interactionFinished(message, response, denial);
  }
  const user = context.org.userByLogin(form.get('login') ?? '');
  if (user?.status !== 'ACTIVE') return sendPage(response, page(prompt, 'No ACTIVE user has this username.'));
  const refusal = refusalOf(context, prompt, user);
  if (refusal) return context.provider.interactionFinished(message, response, { ...refusal });
  const grantId = await grant(context, prompt, user);
  const result = { login: { accountId: user.id }, consent: { grantId } };
  return context.provider.interactionFinished(message, response, result);
}
