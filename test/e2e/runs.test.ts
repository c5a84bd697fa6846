// Several suites in one file: loading the service costs more than most of their tests.
import './abandoned-runs.suite.ts';
import './dry-run.suite.ts';
import './idempotency.suite.ts';
import './lost-answers.suite.ts';
import './replicas.suite.ts';
