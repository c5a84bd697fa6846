import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { formOf, type Form } from '../../core/http/form-body.js';
import { RequestContext } from '../../core/http/request-context.js';
import { Pages, type Page } from '../../core/page/pages.js';
import type { Caller } from '../../tenancy/caller.js';
import { textsFor, type Texts } from '../page/texts.js';
import type { ConnectSession } from './connect-session.js';
import { failedPage } from './failed-page.js';
import { isFormToken } from './session-cookie.js';
import { SessionDoor, type Entered } from './session-door.service.js';
import { refusalPage } from './refusal-page.js';

/** A person at a page of a session of theirs. */
export interface Visit {
  session: ConnectSession;
  /** As whom the person acts: the session's tenant and user. */
  caller: Caller;
  /** What every form of the page must carry. */
  csrf: { name: string; value: string };
  /** The address of a page of this session. */
  at: (step: string) => string;
  texts: Texts;
}

export type VisitAnswer = Page | { redirect: string };

export interface VisitHttp {
  request: FastifyRequest;
  reply: FastifyReply;
  /** The page, such as `org`. */
  step: string;
  /** The page is there for a used session, too. */
  evenFinished?: true;
}

const CSRF_FIELD = 'form_token';

/** Lets people in to the pages of their session, and nobody else; tells everybody what happened, as a page. */
@Injectable()
export class Visits {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
    private readonly door: SessionDoor,
    private readonly pages: Pages,
  ) {}

  /** Shows a page. */
  async show(http: VisitHttp, key: string, work: (visit: Visit) => Promise<VisitAnswer> | VisitAnswer): Promise<void> {
    await this.#serve(http, key, work);
  }

  /** Takes a form: it must come from a page of this session in this browser. */
  async submit(
    http: VisitHttp,
    key: string,
    work: (visit: Visit, form: Form) => Promise<VisitAnswer> | VisitAnswer,
  ): Promise<void> {
    const form = formOf(http.request);
    await this.#serve(http, key, (visit) => {
      if (this.#isOurs(http.request) && isFormToken(form.get(CSRF_FIELD), visit.csrf.value)) return work(visit, form);
      return refusalPage('form', { texts: visit.texts, href: visit.at(http.step) });
    });
  }

  async #serve(http: VisitHttp, key: string, work: (visit: Visit) => Promise<VisitAnswer> | VisitAnswer) {
    const { request, reply } = http;
    const texts = textsFor(request.headers['accept-language']);
    try {
      const entry = await this.door.enter(key, { method: request.method, cookie: request.headers.cookie });
      if (entry.kind === 'refused') return await this.pages.send(reply, refusalPage(entry.why, { texts }));
      if (entry.kind === 'opened') {
        reply.header('Set-Cookie', entry.cookie);
        return await this.#answer(reply, { redirect: this.#address(entry.session, entry.step(http.step)) });
      }
      const visit = this.#visit(entry, texts);
      const ended = entry.session.finished && !http.evenFinished;
      return await this.#answer(reply, ended ? { redirect: visit.at('done') } : await work(visit));
    } catch (error) {
      return await this.pages.send(reply, failedPage(error, texts));
    }
  }

  #visit({ session, formToken }: Entered, texts: Texts): Visit {
    const { tenantId, user: subject } = session;
    const context = RequestContext.find();
    if (context) context.caller = { tenantId, subject };
    return {
      session,
      caller: { tenantId, subject, scopes: new Set(['connections:read', 'connections:write']) },
      csrf: { name: CSRF_FIELD, value: formToken },
      at: (step) => this.#address(session, step),
      texts,
    };
  }

  #address({ id }: ConnectSession, step: string): string {
    return `${new URL(this.config.publicUrl).pathname.replace(/\/$/, '')}/connect/${id}/${step}`;
  }

  /** Browsers say where a form comes from; those that do not are left to the token. */
  #isOurs({ headers }: FastifyRequest): boolean {
    if (headers.origin !== undefined) return headers.origin === new URL(this.config.publicUrl).origin;
    return [undefined, 'same-origin'].includes(headers['sec-fetch-site']?.toString());
  }

  async #answer(reply: FastifyReply, answer: VisitAnswer): Promise<void> {
    if ('redirect' in answer) await reply.redirect(answer.redirect, 303);
    else await this.pages.send(reply, answer);
  }
}
