// Several suites in one file: loading the service costs more than most of their tests.
import { strikeAtTheEnd } from '../../support/common-stage.js';
import './users.suite.ts';
import './credentials.suite.ts';
import './sessions.suite.ts';
import './factors.suite.ts';
import './groups.suite.ts';
import './group-rules.suite.ts';
import './schemas.suite.ts';
import './logs.suite.ts';

strikeAtTheEnd();
