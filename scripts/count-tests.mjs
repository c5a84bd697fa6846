// Closes a CI run: counts the tests of jest's JSON reports, and each failed step as one failure.
//   node scripts/count-tests.mjs FAILED_STEPS REPORT …
import { readFileSync } from 'node:fs';

const [failedSteps, ...reports] = process.argv.slice(2);

function countsOf(report) {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests, suites: numFailedTestSuites, missing: 0 };
  } catch {
    return { passed: 0, failed: 0, suites: 0, missing: 1 };
  }
}

const counts = reports.map(countsOf);
const sum = (of) => counts.reduce((total, one) => total + of(one), 0);
const passed = sum((one) => one.passed);
// A suite that cannot be loaded has no failed test of its own.
const failed = sum((one) => Math.max(one.failed, one.suites) + one.missing);
const noTests = passed + failed === 0 ? 1 : 0;
if (noTests) console.log('No test was run.');
// A step that failed for failed tests is not counted twice.
const all = Math.max(failed, Number(failedSteps), noTests);
console.log(`${passed} passed, ${all} failed`);
process.exit(all === 0 ? 0 : 1);
