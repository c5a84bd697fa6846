import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { html } from '../../core/page/html.js';
import { buttonRow, linkButton } from '../page/buttons.js';
import { numberedSteps } from '../page/page-parts.js';
import { adminConsoleOf } from './admin-console.js';
import { Permissions } from './permissions.service.js';
import { setupInstructions } from './setup-instructions.js';
import { stepPage } from './step-frame.js';
import type { Visit, VisitAnswer } from '../sessions/visits.service.js';

/** Step 3, second half: what to do in Okta's Admin Console, with every value to take over. */
@Injectable()
export class SetupStep {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'regions' | 'connect'>,
    private readonly permissions: Permissions,
  ) {}

  show(visit: Visit): VisitAnswer {
    const { session, texts, at } = visit;
    const { way, org } = session.progress;
    if (!org) return { redirect: at('org') };
    if (!way) return { redirect: at('way') };
    const words = texts.steps.setup;
    const scopes = this.permissions.scopesOf(session);
    const steps = setupInstructions({
      way,
      texts,
      appName: this.config.connect.productName,
      callbackUrl: this.config.regions.find(({ id }) => id === session.region)?.callbackUrl ?? '',
      scopes,
      reasons: this.permissions.reasons(scopes, this.permissions.chosenIds(session)),
      roles: this.permissions.rolesOf(session),
      partly: this.permissions.bestLesserRole(session),
    });
    const buttons = buttonRow(
      linkButton({ label: words.next, href: at('credentials') }),
      linkButton({ label: words.open, href: adminConsoleOf(org.domain), kind: 'secondary', opens: 'newWindow' }),
      session.scopes === null && linkButton({ label: words.permissions, href: at('permissions'), kind: 'quiet' }),
    );
    const main = html`${numberedSteps(steps)}${buttons}`;
    return stepPage(visit, { step: 'setup', title: words.title, lead: words.lead, main });
  }
}
