// Several suites in one file: loading the service costs more than most of their tests.
import './changes.suite.ts';
import './scopes.suite.ts';
