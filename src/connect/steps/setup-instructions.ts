import { html, type Html } from '../../core/page/html.js';
import type { AdminRole } from '../../okta/admin-roles.js';
import { copyable, details } from '../page/page-parts.js';
import type { Texts } from '../page/texts.js';
import type { Way } from '../sessions/session-progress.js';
import type { RoleShare, ScopeReason } from './permissions.service.js';
import { scopeReasons } from './scope-reasons.js';

export interface SetupParts {
  way: Way;
  texts: Texts;
  /** What the app or the token may be called in Okta. */
  appName: string;
  callbackUrl: string;
  scopes: readonly string[];
  reasons: readonly ScopeReason[];
  roles: readonly AdminRole[];
  /** Where only a super administrator may do everything: the role with which most of it works. */
  partly: RoleShare | undefined;
}

/** What to do in the Admin Console, in order, for each way to connect. */
export function setupInstructions(parts: SetupParts): Html[] {
  return WAYS[parts.way](parts);
}

const WAYS: Record<Way, (parts: SetupParts) => Html[]> = {
  consent: (parts) => {
    const { texts, callbackUrl } = parts;
    const words = texts.steps.setup;
    return [
      html`<p>${words.create.web}</p>`,
      html`<p>${words.create.webName}</p>
        ${name(parts)}`,
      html`<p>${words.redirect}</p>
        ${copyable({ label: words.callback, value: callbackUrl, texts })}`,
      html`<p>${words.assign}</p>`,
      grant(parts),
      html`<p>${words.consentRole} ${role(parts)}</p>`,
      html`<p>${words.copyBoth}</p>`,
    ];
  },
  keyless: (parts) => serviceApp(parts, html`<p>${parts.texts.steps.setup.copyId}</p>`),
  privateKey: (parts) => {
    const words = parts.texts.steps.setup;
    return serviceApp(
      parts,
      html`<p>${words.makeKey}</p>
        <p class="hint">${words.ownKey}</p>`,
    );
  },
  apiToken: (parts) => {
    const words = parts.texts.steps.setup;
    return [
      html`<p>${words.tokenOwner} ${role(parts)}</p>`,
      html`<p>${words.tokenCreate}</p>
        ${copyable({ label: words.tokenName, value: parts.appName, texts: parts.texts })}`,
      html`<p>${words.tokenNetwork}</p>`,
      html`<p>${words.tokenCopy}</p>`,
    ];
  },
};

function serviceApp(parts: SetupParts, last: Html): Html[] {
  const words = parts.texts.steps.setup;
  return [
    html`<p>${words.create.service}</p>
      ${name(parts)}`,
    grant(parts),
    html`<p>${words.appRole} ${role(parts)}</p>`,
    last,
  ];
}

const name = ({ appName, texts }: SetupParts) => copyable({ label: texts.steps.setup.appName, value: appName, texts });

function grant({ scopes, reasons, texts }: SetupParts): Html {
  const words = texts.steps.setup;
  return html`<p>${words.grant}</p>
    ${copyable({ label: words.scopes, value: scopes.join('\n'), texts })}
    ${details({ summary: words.why(scopes.length), body: scopeReasons(reasons, texts) })}
    <p class="hint">${words.dpop}</p>`;
}

/** The least role that suffices; where that is the most powerful one, also what most of it works with. */
function role({ roles, partly, texts }: SetupParts): Html {
  const { setup: words, roles: names } = texts.steps;
  const [least, ...others] = roles.map((id) => names[id]);
  if (least === undefined || others.length === 0) {
    const most = partly && words.rolesMost(names[partly.role], partly.covered, partly.total);
    return html`<strong>${least ?? names.SUPER_ADMIN}.</strong> ${most}`;
  }
  return html`<strong>${least}</strong> ${words.rolesOr(others.join(', '))} <span class="hint">${words.hooks}</span>`;
}
