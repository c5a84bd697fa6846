// Several suites in one file: loading the service costs more than most of their tests.
import { strikeAtTheEnd } from '../../support/common-stage.js';
import './policies.suite.ts';
import './zones.suite.ts';
import './devices.suite.ts';
import './idps.suite.ts';
import './auth-servers.suite.ts';
import './governance.suite.ts';
import './identity-sources.suite.ts';
import './generic.suite.ts';

strikeAtTheEnd();
