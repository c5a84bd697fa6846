// Several suites in one file: loading the service costs more than most of their tests.
import { strikeAtTheEnd } from '../../support/common-stage.js';
import './applications.suite.ts';
import './app-users.suite.ts';
import './app-groups.suite.ts';
import './group-push.suite.ts';
import './event-hooks.suite.ts';

strikeAtTheEnd();
