import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Config } from '../config.js';
import { CONFIG } from '../config.token.js';
import { PageFiles, type PageFile } from './page-files.js';
import { renderPage, type PageContent, type PageFrame } from './page-layout.js';
import { pagePolicy } from './page-policy.js';
import { ENGLISH_PAGE, type PageTexts } from './page-texts.js';

export interface Page extends PageContent {
  /** 200 by default. */
  status?: number;
  /** The words around the page; English by default. */
  texts?: PageTexts;
  /** Origins beside ours that a form on the page may reach, also by a redirect of its answer; `none`: there is no form. */
  formTargets?: readonly string[] | 'none';
  /** `configured` (default): where the operator allows it. `never`: for pages that somebody may be tricked to click. */
  framing?: 'configured' | 'never';
  /** Below which path the page's files are fetched: hosts of regions serve only `/oauth`. Default `connect`. */
  surface?: 'connect' | 'oauth';
}

/** Sends pages to people, in the operator's branding, with the headers that keep them safe. */
@Injectable()
export class Pages {
  readonly #config: Config['connect'];
  readonly #files: PageFiles;
  readonly #root: string;

  constructor(@Inject(CONFIG) { connect, publicUrl }: Config) {
    this.#config = connect;
    this.#files = new PageFiles(connect);
    this.#root = new URL(publicUrl).pathname.replace(/\/$/, '');
  }

  async send(reply: FastifyReply, page: Page): Promise<void> {
    const framed = page.framing === 'never' ? [] : this.#config.frameAncestors;
    // The policy's frame-ancestors says it for every browser of today; the older header can name no origin.
    if (framed.length > 0) reply.removeHeader('X-Frame-Options');
    reply.code(page.status ?? 200).headers({
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': pagePolicy({
        frameAncestors: framed,
        formTargets: page.formTargets ?? [],
        imageOrigins: this.#imageOrigins(),
      }),
    });
    // With `no-referrer` a form's POST would carry `Origin: null`, which cannot be told from a stranger's.
    if (page.formTargets !== 'none') reply.header('Referrer-Policy', 'same-origin');
    await reply.send(renderPage(page, this.#frame(page)));
  }

  /** The file that a page's address means, and whether it is exactly that one. */
  file(name: string): { file: PageFile; exact: boolean } | undefined {
    const file = this.#files.find(name);
    return file && { file, exact: file.name === name };
  }

  #frame({ texts = ENGLISH_PAGE, surface = 'connect' }: Page): PageFrame {
    const { productName, logo } = this.#config;
    const base = surface === 'oauth' ? '/oauth/assets' : `${this.#root}/connect/assets`;
    const address = (kind: 'style' | 'module' | 'icon' | 'logo') => `${base}/${this.#files.get(kind).name}`;
    return {
      productName,
      texts,
      addresses: {
        style: address('style'),
        module: address('module'),
        icon: address('icon'),
        logo: logo?.kind === 'remote' ? logo.url : address('logo'),
      },
    };
  }

  #imageOrigins(): string[] {
    const { logo } = this.#config;
    return logo?.kind === 'remote' ? [new URL(logo.url).origin] : [];
  }
}
