// Several suites in one file: loading the service costs more than most of their tests.
import { strikeAtTheEnd } from '../../support/common-stage.ts';
import './run-operation.suite.ts';
import './refused-operation.suite.ts';

strikeAtTheEnd();
