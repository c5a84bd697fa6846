// Several suites in one file: loading the service costs more than most of their tests.
import './run-operation.suite.ts';
import './refused-operation.suite.ts';
