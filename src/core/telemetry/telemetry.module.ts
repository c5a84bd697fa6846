import { Module } from '@nestjs/common';
import { DatabaseMetrics } from './database-metrics.js';
import { MetricsServer } from './metrics-server.js';
import { ProcessMetrics } from './process-metrics.js';
import { SharedFiguresRepository } from './shared-figures.repository.js';
import { SharedMetrics } from './shared-metrics.js';

/** Figures of the process and of the database, and where they are scraped. */
@Module({ providers: [SharedFiguresRepository, ProcessMetrics, DatabaseMetrics, SharedMetrics, MetricsServer] })
export class TelemetryModule {}
