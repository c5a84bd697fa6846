// Several suites in one file: loading the service costs more than most of their tests.
import './connection-rights.suite.ts';
import './creation.suite.ts';
import './key-renewal.suite.ts';
import './life-cycle.suite.ts';
import './pull.suite.ts';
