import { Module } from '@nestjs/common';
import { PageAssetsController } from './page-assets.controller.js';

/** The files behind the pages. The pages themselves are made where they are needed, by `Pages` of core. */
@Module({ controllers: [PageAssetsController] })
export class PageModule {}
