import { Global, Module } from '@nestjs/common';
import { JobQueue } from './job-queue.service.js';

/** Gives every module the queue of jobs. */
@Global()
@Module({ providers: [JobQueue], exports: [JobQueue] })
export class JobsModule {}
