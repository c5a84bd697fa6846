// Closes a CI run: counts jest's tests from its JSON report, and each failed step as one failure.
//   node scripts/count-tests.mjs REPORT FAILED_STEPS
import { readFileSync } from 'node:fs';

const [report, failedSteps] = process.argv.slice(2);

function counts() {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests, suites: numFailedTestSuites };
  } catch {
    return { passed: 0, failed: 0, suites: 0 };
  }
}

const { passed, failed, suites } = counts();
const noTests = passed + failed === 0 ? 1 : 0;
if (noTests) console.log('No test was run.');
// A suite that cannot be loaded has no failed test of its own, and a step that failed for failed tests is not counted twice.
const all = Math.max(failed, suites, Number(failedSteps), noTests);
console.log(`${passed} passed, ${all} failed`);
process.exit(all === 0 ? 0 : 1);
