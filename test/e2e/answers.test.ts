// Several suites in one file: loading the service costs more than most of their tests.
import './bad-input.suite.ts';
import './connections.suite.ts';
import './main-job.suite.ts';
import './okta-faults.suite.ts';
import './run-log.suite.ts';
import './streaming.suite.ts';
import './warm-path.suite.ts';
