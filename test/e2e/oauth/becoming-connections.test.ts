// Several suites in one file: loading the service costs more than most of their tests.
import './client-credentials.suite.ts';
import './consent.suite.ts';
import './generated-keys.suite.ts';
import './doctor.suite.ts';
