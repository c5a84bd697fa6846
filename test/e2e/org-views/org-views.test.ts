// Several suites in one file: loading the service costs more than most of their tests.
import './availability.suite.ts';
import './options-refusals.suite.ts';
