// Several suites in one file: loading the service costs more than most of their tests.
import { strikeAtTheEnd } from '../../support/common-stage.js';
import './roles.suite.ts';
import './org.suite.ts';
import './api-tokens.suite.ts';
import './realms.suite.ts';
import './risk.suite.ts';

strikeAtTheEnd();
