// Several suites in one file: loading the service costs more than most of their tests.
import './schedules.suite.ts';
import './triggers-catalogue.suite.ts';
